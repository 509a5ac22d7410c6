using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Preview.Tests;

/// <summary>Whatever people do in the acceptance cases is done on the page; the script that the page writes of it passes.</summary>
public sealed class AcceptanceScriptTests
{
    private static IEnumerable<string> Scripts => Folder() is { } folder ? Directory.EnumerateFiles(folder, "*.convo.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal) : [];

    [Test]
    public void The_acceptance_cases_are_there()
    {
        if (Folder() is null)
        {
            Assert.Ignore("There is no folder shared/conformance beside the repository, so the acceptance cases cannot be tried.");
        }

        Assert.That(Scripts, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Scripts))]
    public async Task What_was_tried_passes_as_a_script(string file)
    {
        string folder = Folder()!;
        if (ConversationScriptReader.Read(await File.ReadAllBytesAsync(Path.Combine(folder, file))).Script is not { } script)
        {
            Assert.Ignore("The case is about a script that cannot be read.");
            return;
        }

        List<PreviewBot> bots = [];
        foreach (string path in script.Bots)
        {
            if (BotFile.Read(await File.ReadAllBytesAsync(Path.Combine(folder, path))).Bot is not { } bot)
            {
                Assert.Ignore("The case is about another form of bot, or one that cannot be read.");
                return;
            }

            bots.Add(new PreviewBot(bot, path));
        }

        PreviewSetup setup = new() { Bots = bots, Skills = script.Skills, Channel = script.Channel ?? "web", Attributes = script.Stubs.Attributes, Options = new PreviewOptions() };
        await using PreviewSession session = new("session", setup);
        Stub(session, script.Stubs);
        foreach (ActingStep step in script.Steps.OfType<ActingStep>().Where(step => step is not DeployStep))
        {
            await ActAsync(session, step);
        }

        PreviewScript saved = await session.SaveAsync("Again", CancellationToken.None);
        Assert.That(saved.Passed, () => $"{string.Join('\n', saved.Remarks)}\n{saved.Text}");
    }

    private static void Stub(PreviewSession session, ScriptStubs stubs)
    {
        foreach ((string integration, ValueList<StubAnswer> answers) in stubs.Integrations)
        {
            session.Change(new OutsideRequest { Integration = integration, Answers = [.. answers.Select(answer => new AnswerView { Status = answer.Status, Body = answer.Body, Error = answer.Error, Timeout = answer.Timeout })] });
        }

        foreach ((string utterance, ValueList<ConversationInteractions.Interpretation.RecognizedIntent> intents) in stubs.Intents)
        {
            session.Change(new OutsideRequest { Intent = new IntentView(utterance, intents[0].Name, intents[0].Score) });
        }

        session.Change(new OutsideRequest
        {
            Transfers = stubs.Escalation is [var transfer, ..] ? transfer.ToString().ToLowerInvariant() : null,
            Files = stubs.Files is [var share, ..] ? share.ToString().ToLowerInvariant() : null,
        });
    }

    private static async Task ActAsync(PreviewSession session, ActingStep step)
    {
        if (step is FileStep file)
        {
            await using Stream content = SampleContent.Create(file.Content, file.Bytes);
            await session.SendFileAsync(new UserFile(content, file.Name) { MediaType = file.MediaType, Length = file.Bytes }, file.Bytes, CancellationToken.None);
        }
        else
        {
            await session.ActAsync(step, CancellationToken.None);
        }
    }

    private static string? Folder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "shared", "conformance")))
        {
            folder = folder.Parent;
        }

        return folder is null ? null : Path.Combine(folder.FullName, "shared", "conformance");
    }
}
