using ConversationInteractions.Definitions;

namespace ConversationInteractions.Core.Tests.Definitions;

public sealed class SchemaFileTests
{
    private const string UpdateVariable = "UPDATE_SCHEMAS";

    [Test]
    public void The_shipped_schema_of_bots_is_the_one_the_reader_follows() => Check("bot.schema.json", BotSchema.Json);

    [Test]
    public void The_shipped_schema_of_scripts_is_the_one_the_reader_follows() => Check("script.schema.json", ScriptSchema.Json);

    private static void Check(string name, string expected)
    {
        string file = Path.Combine(RepositoryRoot(), "src", "ConversationInteractions.Core", "schemas", name);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
        }

        Assert.That(File.Exists(file) ? File.ReadAllText(file) : "", Is.EqualTo(expected), $"Run this test once with {UpdateVariable}=1 to write {name} anew, and look at the difference before you commit it.");
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ConversationInteractions.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
