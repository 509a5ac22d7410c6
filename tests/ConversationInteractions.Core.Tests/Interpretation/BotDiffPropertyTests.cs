using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using FsCheck;
using FsCheck.Fluent;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What the comparison says of a deployment is what the interpreter then does, for every place where a conversation can wait (B10).</summary>
public sealed class BotDiffPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(400);
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PositionFate[] NotFound = [PositionFate.Lost, PositionFate.Replaced];

    private static readonly Gen<Interaction[]> Interactions =
        Gen.ArrayOf(from kind in Gen.Choose(0, 4) from isNamed in Gen.Elements(true, true, false) from isEnabled in Gen.Elements(true, true, true, false) select (kind, isNamed, isEnabled))
            .Select(steps => steps.Take(4).SelectMany((step, i) => Step(step.kind, step.isNamed ? $"step {i}" : null, step.isEnabled)).ToArray());

    private static readonly Gen<Bot> OldBots =
        from first in Interactions
        from second in Interactions
        select Bot(first, [.. second.Select(i => i.Name is null ? i : i with { Name = $"other {i.Name}" })]);

    private static readonly Gen<Edit> Edits =
        from kind in Gen.Elements(Enum.GetValues<EditKind>())
        from dialog in Gen.Choose(0, 1)
        from at in Gen.Choose(1, 5)
        select new Edit(kind, dialog, at);

    private enum EditKind
    {
        Rename,
        Unname,
        Remove,
        MoveDown,
        MoveToOther,
        ChangeContent,
        ChangeKind,
        InsertBefore,
        RenameDialog,
        Disable,
    }

    [Test]
    public void What_is_said_of_a_position_is_what_happens_to_the_conversations_there() =>
        Check.One(Thorough, Prop.ForAll(OldBots.Zip(Gen.ArrayOf(Edits)).ToArbitrary(), sample =>
        {
            (Bot old, Edit[] edits) = sample;
            Bot next = edits.Take(4).Aggregate(old, Apply);
            BotProgram program = BotProgram.Compile(old);
            BotComparison comparison = BotDiff.Compare(program, BotProgram.Compile(next));
            ProgramCatalog deployed = ProgramCatalog.Create([BotProgram.Compile(next)]);
            HashSet<string> waited = [];
            foreach (ConversationState state in old.Dialogs.SelectMany(d => Rests(program, d)))
            {
                WaitingPosition position = comparison.Positions.Single(p => p.Interaction == state.Stack[^1].Interaction);
                waited.Add(position.Interaction);
                AssertFate(deployed, state, position);
            }

            Assert.That(waited, Is.EquivalentTo(comparison.Positions.Select(p => p.Interaction)), "the positions at which conversations wait");
            return true;
        }));

    [Test]
    public void The_same_holds_for_positions_suspended_below_another_dialog() =>
        Check.One(Thorough, Prop.ForAll(OldBots.Zip(Gen.ArrayOf(Edits)).ToArbitrary(), sample =>
        {
            (Bot old, Edit[] edits) = sample;
            Bot next = edits.Take(4).Aggregate(old, Apply);
            BotProgram program = BotProgram.Compile(old);
            BotComparison comparison = BotDiff.Compare(program, BotProgram.Compile(next));
            ProgramCatalog deployed = ProgramCatalog.Create([BotProgram.Compile(next)]);
            foreach (ConversationState state in Rests(program, old.Dialogs[0]).Where(s => s.Owner == ConversationOwner.Bot && s.Continuation is null))
            {
                ConversationState above = Step(ProgramCatalog.Create([program]), state, new HostEventRaised { Id = "above", At = Now, Name = "x", Text = "start 1" }).State;
                if (above is not { Stack.Count: 2, Owner: ConversationOwner.Bot, Continuation: null })
                {
                    continue;
                }

                WaitingPosition[] positions = [.. above.Stack.Select(f => comparison.Positions.Single(p => p.Interaction == f.Interaction))];
                string[] left = positions[1].Fate is PositionFate.Lost ? [] : [.. positions.Where(p => p.Fate is not PositionFate.Lost).Select(p => p.NewPlace!)];
                StepResult continued = Step(deployed, above, new HostEventRaised { Id = "probe", At = Now, Name = "x", Text = "nobody catches this" });
                Assert.That(Places(deployed, continued.State), Is.EqualTo(left));
            }

            return true;
        }));

    /// <summary>Continues the waiting conversation on the new bot, first with an event that only makes it look at its place, then with what it waits for.</summary>
    private static void AssertFate(ProgramCatalog deployed, ConversationState state, WaitingPosition position)
    {
        if (state.Continuation is { } waiting)
        {
            IntegrationCompleted completed = new() { Id = EffectKeys.ResultEventId(waiting.Key), At = Now, Outcome = new CallOutcome { Result = CallResult.Success, Status = 200 } };
            AssertTraced(Step(deployed, state, completed), NotFound.Contains(position.Fate));
            return;
        }

        StepResult looked = Step(deployed, state, new HostEventRaised { Id = "probe", At = Now, Name = "x", Text = "nobody catches this" });
        AssertTraced(looked, position.Fate is PositionFate.Lost);
        Assert.That(Places(deployed, looked.State), Is.EqualTo(position.NewPlace is null ? Array.Empty<string>() : [position.NewPlace]));
        if (state.Transfer is { } transfer)
        {
            AssertTraced(Step(deployed, state, new AgentReturned { Id = "back", At = Now, TransferId = transfer.Id }), NotFound.Contains(position.Fate));
        }
        else
        {
            StepResult answered = Step(deployed, state, Answer(position.Awaits));
            bool isAnswered = position.Awaits is AwaitedInput.File ? answered.Effects.Any(e => e is StartUpload) : answered.Trace.Any(t => t.Code == TraceCodes.RuleMatched);
            Assert.That(isAnswered, Is.EqualTo(position.Fate is PositionFate.Same or PositionFate.Moved), "what waits gets what it waits for");
        }
    }

    private static void AssertTraced(StepResult result, bool isLost) =>
        Assert.That(result.Trace.Any(t => t.Code == TraceCodes.PlaceLost), Is.EqualTo(isLost), TraceCodes.PlaceLost);

    private static StepResult Step(ProgramCatalog programs, ConversationState state, ConversationEvent occurred)
    {
        StepResult result = Interpreter.Step(programs, state, occurred, new StepOptions { DetailedTrace = true });
        Assert.That(result.Refusal, Is.Null);
        return result;
    }

    /// <summary>Where the dialogs of a state stand, as places in the new bot.</summary>
    private static string[] Places(ProgramCatalog deployed, ConversationState state) =>
        [.. state.Stack.Select(f => deployed.Programs[0].FindInteraction(f.Interaction)!.PlaceInDialog)];

    /// <summary>Walks a dialog and keeps the state wherever it waits.</summary>
    private static List<ConversationState> Rests(BotProgram program, Dialog dialog)
    {
        ProgramCatalog programs = ProgramCatalog.Create([program]);
        string start = ((DialogStarter)dialog.Interactions[0]).Patterns[0];
        ConversationState state = Step(programs, ConversationState.New("c1", program.Name), new UserMessageReceived { Id = "e0", At = Now, Text = start }).State;
        List<ConversationState> rests = [];
        for (int i = 1; state.Stack.Count > 0; i++)
        {
            rests.Add(state);
            ConversationEvent awaited = state switch
            {
                { Continuation: { } waiting } => new IntegrationCompleted { Id = EffectKeys.ResultEventId(waiting.Key), At = Now, Outcome = new CallOutcome { Result = CallResult.Success } },
                { Transfer: { } transfer } => new AgentReturned { Id = $"e{i}", At = Now, TransferId = transfer.Id },
                _ => Answer(program.FindInteraction(state.Stack[^1].Interaction)!.Awaits!.Value),
            };
            state = Step(programs, state, awaited).State;
        }

        return rests;
    }

    private static ConversationEvent Answer(AwaitedInput awaited) => awaited is AwaitedInput.File
        ? new FileReceived { Id = "answer", At = Now, File = new StagedFile { Reference = "r", Name = "id.pdf", Bytes = 10, DetectedType = "pdf" } }
        : new UserMessageReceived { Id = "answer", At = Now, Text = "anything" };

    private static Bot Bot(Interaction[] first, Interaction[] second) => Of(
        new Dialog { Name = "D0", Interactions = [new DialogStarter { Patterns = ["start 0"] }, .. first] },
        new Dialog { Name = "D1", Interactions = [new DialogStarter { Patterns = ["start 1"] }, .. second] }) with
    {
        Integrations = [new ApiIntegration { Name = "api", Url = "https://api.example/" }, new FileIntegration { Name = "share" }],
    };

    private static Interaction[] Step(int kind, string? name, bool isEnabled) => kind switch
    {
        0 => [Say("text") with { Name = name, Enabled = isEnabled }],
        1 => [new IntegrationCall { Name = name, Integration = "api", Enabled = isEnabled }],
        2 => [ToAgent() with { Name = name, Enabled = isEnabled }],
        3 => [new FileUpload { Name = name, Message = "Your file?", AcceptedTypes = ["pdf"], Enabled = isEnabled }, new IntegrationCall { Integration = "share" }],
        _ => [new Question { Name = name, Content = "What?", Rules = [new Rule { When = new PatternTest(["anything"]) }], Enabled = isEnabled }],
    };

    private static Bot Apply(Bot bot, Edit edit)
    {
        Dialog dialog = bot.Dialogs[edit.Dialog];
        if (edit.Kind is EditKind.RenameDialog)
        {
            return With(bot, edit.Dialog, dialog with { Name = $"{dialog.Name}'" });
        }

        if (edit.At >= dialog.Interactions.Count || dialog.Interactions[edit.At] is IntegrationCall { Integration: "share" })
        {
            return bot;
        }

        // An upload and the call that stores its file go together.
        Interaction edited = dialog.Interactions[edit.At];
        Interaction[] unit = edited is FileUpload ? [edited, dialog.Interactions[edit.At + 1]] : [edited];
        Interaction[] before = [.. dialog.Interactions.Take(edit.At)];
        Interaction[] after = [.. dialog.Interactions.Skip(edit.At + unit.Length)];
        int skipped = after is [FileUpload, ..] ? 2 : 1;
        Interaction[] changed = edit.Kind switch
        {
            EditKind.Rename => [.. before, edited with { Name = $"{edited.Name} anew {bot.Dialogs.Sum(d => d.Interactions.Count)}{edit.At}{edit.Dialog}" }, .. unit.Skip(1), .. after],
            EditKind.Unname => [.. before, edited with { Name = null }, .. unit.Skip(1), .. after],
            EditKind.MoveDown => [.. before, .. after.Take(skipped), .. unit, .. after.Skip(skipped)],
            EditKind.ChangeContent => [.. before, edited with { Comment = "changed" }, .. unit.Skip(1), .. after],
            EditKind.ChangeKind => [.. before, .. Step(edited is Question ? edit.At % 4 : 4, edited.Name, edited.Enabled), .. after],
            EditKind.InsertBefore => [.. before, Say("inserted"), .. unit, .. after],
            EditKind.Disable => [.. before, edited with { Enabled = false }, .. unit.Skip(1), .. after],
            _ => [.. before, .. after],
        };
        bot = With(bot, edit.Dialog, dialog with { Interactions = changed });
        Dialog other = bot.Dialogs[1 - edit.Dialog];
        return edit.Kind is EditKind.MoveToOther ? With(bot, 1 - edit.Dialog, other with { Interactions = [.. other.Interactions, .. unit] }) : bot;
    }

    private static Bot With(Bot bot, int index, Dialog dialog) => bot with { Dialogs = [.. bot.Dialogs.Select((d, i) => i == index ? dialog : d)] };

    private sealed record Edit(EditKind Kind, int Dialog, int At);
}
