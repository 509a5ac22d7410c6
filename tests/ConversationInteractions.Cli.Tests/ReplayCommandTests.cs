using System.Text;
using ConversationInteractions.Definitions;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Cli.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReplayCommandTests : IDisposable
{
    private const string Definition = """
        {
          "name": "Bank",
          "settings": { "sensitive": [ "pin" ] },
          "dialogs": [
            { "name": "Account", "interactions": [
              { "type": "dialogStarter", "patterns": [ "account" ] },
              { "type": "question", "name": "Ask account", "message": "Which account?", "choices": [ "Savings", "Current" ], "rules": [
                { "name": "savings", "when": { "choice": "Savings" }, "set": { "account": "{$userMessage}" } },
                { "name": "other", "when": { "noMatch": true }, "next": "current" } ] },
              { "type": "question", "name": "Ask PIN", "message": "Your PIN?", "rules": [ { "set": { "pin": "{$userMessage}" } } ] },
              { "type": "escalation", "name": "Desk", "skillId": "2000" } ] }
          ]
        }
        """;

    private readonly Tool _tool = new();

    public void Dispose() => _tool.Dispose();

    [Test]
    public async Task Each_step_is_shown_with_the_rules_tried_and_what_changed_and_exits_with_0()
    {
        Run run = await _tool.RunAsync("replay", await JournalAsync("account", "Cash", "Savings", "4711"), "--bot", _tool.Write("bank.bot.json", Definition));
        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.StartWith("Conversation c1\n\n1. ").And.Contain($", bot Bank {Hash}\n"));
        Assert.That(run.Output, Does.Contain("   event     the consumer says \"account\"\n"));
        Assert.That(run.Output, Does.Contain("   says      1: \"Which account?\" [Savings] [Current]\n"));
        Assert.That(run.Output, Does.Contain("   trace     rule-rejected at Ask account: savings: the answer does not pick 'Savings'\n   trace     rule-matched at Ask account: other\n"));
        Assert.That(run.Output, Does.Contain("   variable  account: none -> 'Savings'\n"));
        Assert.That(run.Output, Does.Contain("   waits     at 'Ask PIN' of dialog 'Account'\n   same      decided again\n"));
        Assert.That(run.Output, Does.Contain("   transfer  to skill 2000, with \"Escalating to agent...\"\n"));
        Assert.That(run.Output, Does.Contain("   owner     bot -> pending\n   timer     due "));
        Assert.That(run.Output, Does.Contain("   masked    what came in was masked\n"));
        Assert.That(run.Output, Does.EndWith("\n4 reproduced, 0 different, 1 masked, 0 not replayed\n"), "the transport's answer is a step of its own");
        Assert.That(run.Output, Does.Not.Contain("4711"));
    }

    [Test]
    public async Task A_bot_that_decides_otherwise_exits_with_1_and_the_first_difference_is_told()
    {
        string next = _tool.Write("next.bot.json", Definition.Replace("Which account?", "Which of your accounts?", StringComparison.Ordinal));
        Run run = await _tool.RunAsync("replay", await JournalAsync("account", "Savings"), "--bot", next);
        Assert.That(run.Code, Is.EqualTo(1));
        Assert.That(run.Output, Does.EndWith(
            "1 reproduced, 1 different, 0 masked, 0 not replayed\n"
            + "The first difference is in step 1: recorded was message \"Which account?\", now it is message \"Which of your accounts?\"\n"));
    }

    [Test]
    public async Task Without_a_bot_the_journal_is_shown()
    {
        Run run = await _tool.RunAsync("replay", await JournalAsync("account", "Savings"));
        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.Contain("   variable  account: none -> 'Savings'\n").And.EndWith("\n2 steps\n"));
    }

    [Test]
    public async Task A_journal_that_ends_in_the_middle_of_a_step_is_read_up_to_there()
    {
        string journal = await JournalAsync("account");
        await File.AppendAllTextAsync(journal, "{\"v\":1,\"conv");
        Run run = await _tool.RunAsync("replay", journal, "--bot", _tool.Write("bank.bot.json", Definition));
        Assert.That(run.Code, Is.Zero);
        Assert.That(run.Error, Does.Contain("(2): warning: The journal ends in the middle of a step"));
    }

    [Test]
    public async Task A_step_that_a_dying_process_cut_off_is_missing_and_the_rest_is_shown()
    {
        string journal = await JournalAsync("account", "Cash", "Savings");
        string[] lines = await File.ReadAllLinesAsync(journal);
        lines[1] = lines[1][..^40];
        await File.WriteAllLinesAsync(journal, lines);
        Run run = await _tool.RunAsync("replay", journal, "--bot", _tool.Write("bank.bot.json", Definition));
        Assert.That(run.Code, Is.Zero);
        Assert.That(run.Error, Does.Contain("(2): warning: A line ends in the middle of a step"));
        Assert.That(run.Output, Does.Contain("   skipped   the journal does not hold the step before it\n").And.EndWith("\n1 reproduced, 0 different, 0 masked, 1 not replayed\n"));
    }

    [Test]
    public async Task Steps_that_several_processes_wrote_late_are_put_in_order()
    {
        string journal = await JournalAsync("account", "Cash", "Savings");
        string[] lines = await File.ReadAllLinesAsync(journal);
        await File.WriteAllLinesAsync(journal, [lines[0], lines[2], lines[1], .. lines]);
        Run run = await _tool.RunAsync("replay", journal, "--bot", _tool.Write("bank.bot.json", Definition));
        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.EndWith("\n6 reproduced, 0 different, 0 masked, 0 not replayed\n"), "a second run begins with version 1");
    }

    [Test]
    public async Task What_cannot_be_read_exits_with_2_after_the_rest()
    {
        string journal = await JournalAsync("account");
        await File.WriteAllTextAsync(journal, "nonsense\n" + await File.ReadAllTextAsync(journal));
        Run damaged = await _tool.RunAsync("replay", journal);
        Assert.That(damaged.Code, Is.EqualTo(2));
        Assert.That(damaged.Error, Does.Contain("(1): error: A line of the journal cannot be read"));
        Assert.That(damaged.Output, Does.EndWith("\n1 steps\n"));
        Run missing = await _tool.RunAsync("replay", _tool["nowhere.jsonl"]);
        Assert.That((missing.Code, missing.Output), Is.EqualTo((2, "")));
        Run broken = await _tool.RunAsync("replay", journal, "--bot", _tool.Write("bad.bot.json", SampleFiles.BotWithProblems));
        Assert.That((broken.Code, broken.Output), Is.EqualTo((2, "")));
    }

    private static Bot Bank => BotReader.Read(Encoding.UTF8.GetBytes(Definition)).Bot!;

    private static string Hash => BotProgram.Compile(Bank).Hash;

    private async Task<string> JournalAsync(params string[] texts)
    {
        FolderJournal journal = new(_tool["journals"]);
        await using ConversationRuntime runtime = new(new RuntimePorts
        {
            Programs = ProgramCatalog.Create([BotProgram.Compile(Bank)]),
            Channel = new RecordingChannel(),
            Transport = new StubEscalationTransport(),
            Journal = journal,
            Time = new ManualTimeProvider(),
        });
        foreach (string text in texts)
        {
            await runtime.HandleAsync("c1", new UserMessage(text));
            await runtime.WhenIdleAsync();
        }

        return journal.PathOf("c1");
    }
}
