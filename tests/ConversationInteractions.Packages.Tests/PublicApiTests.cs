using System.Reflection;
using PublicApiGenerator;

namespace ConversationInteractions.Packages.Tests;

/// <summary>What hosts may use is approved in a text file per package; <c>UPDATE_API=1</c> writes the files anew.</summary>
public sealed class PublicApiTests
{
    [TestCaseSource(typeof(Repository), nameof(Repository.Libraries))]
    public void The_public_api_is_the_approved_one(string package)
    {
        string approvedFile = Repository.PathOf("tests", "ConversationInteractions.Packages.Tests", "PublicApi", $"{package}.txt");
        Assembly assembly = Assembly.Load(package);
        string actual = assembly.GeneratePublicApi(new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            DenyNamespacePrefixes = [],    // ours are registered in Microsoft.Extensions.DependencyInjection, where hosts look for them
            ExcludeAttributes = ["System.Runtime.CompilerServices.CompilerGeneratedAttribute"],
        }).ReplaceLineEndings("\n") + "\n";
        Assert.That(assembly.GetExportedTypes().Where(type => !type.IsNested).Select(type => type.Name.Split('`')[0]).Where(name => !actual.Contains($" {name}", StringComparison.Ordinal)), Is.Empty, "every public type is in the text");
        if (Environment.GetEnvironmentVariable("UPDATE_API") == "1")
        {
            File.WriteAllText(approvedFile, actual);
        }

        Assert.That(File.Exists(approvedFile), Is.True, $"{approvedFile} is missing: run the tests with UPDATE_API=1, read the file and commit it.");
        string[] approved = File.ReadAllText(approvedFile).ReplaceLineEndings("\n").Split('\n');
        string[] now = actual.Split('\n');
        string[] difference = [.. approved.Except(now, StringComparer.Ordinal).Select(line => $"- {line.Trim()}"), .. now.Except(approved, StringComparer.Ordinal).Select(line => $"+ {line.Trim()}")];
        Assert.That(now, Is.EqualTo(approved).AsCollection, () =>
            $"The public API of {package} has changed. If that is meant, run the tests with UPDATE_API=1 and add a line to CHANGELOG.md.\n{string.Join('\n', difference)}");
    }
}
