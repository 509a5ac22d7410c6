using System.Text.Json.Nodes;
using ConversationInteractions.ConversationBuilder.Importing;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Model;
using ConversationInteractions.Testing;
using static ConversationInteractions.ConversationBuilder.Tests.Importing.Draft;

namespace ConversationInteractions.ConversationBuilder.Tests.Importing;

/// <summary>Dialogs, and the order of the interactions in them.</summary>
public sealed class DialogTests
{
    [Test]
    public void Interactions_stand_in_the_order_of_their_links_not_of_the_file()
    {
        Bot bot = new ExportDraft().Dialog("Welcome", Starter("hi"), Text("z", "1"), Text("m", "2"), Text("a", "3")).ImportBot();
        Assert.That(bot.Dialogs.Single().Interactions.Select(each => each.Name), Is.EqualTo(new[] { "starter hi", "z", "m", "a" }));
    }

    [Test]
    public void Dialogs_stand_in_the_order_of_the_numbers_in_their_names()
    {
        Bot bot = new ExportDraft()
            .Dialog("Other", Starter("other"), Text("a", "a"))
            .Dialog("10 Last", Starter("last"), Text("b", "b"))
            .Dialog("2 Second", Starter("second"), Text("c", "c"))
            .ImportBot();
        Assert.That(bot.Dialogs.Select(dialog => dialog.Name), Is.EqualTo(new[] { "2 Second", "10 Last", "Other" }));
    }

    [TestCase("DIALOG", DialogKind.Standard)]
    [TestCase("FALLBACK_DIALOG", DialogKind.Fallback)]
    [TestCase("DISAMBIGUATION_DIALOG", DialogKind.Disambiguation)]
    [TestCase("AUTO_ESCALATION_DIALOG", DialogKind.AutoEscalation)]
    [TestCase("SURVEY_DIALOG", DialogKind.Standard)]
    public void The_kind_of_a_dialog_is_kept(string type, DialogKind kind) =>
        Assert.That(new ExportDraft().Add("A", type, Text("a", "a")).ImportBot().Dialogs.Single().Kind, Is.EqualTo(kind));

    [Test]
    public void Of_two_fallback_dialogs_the_second_becomes_an_ordinary_one_and_that_is_told()
    {
        ImportResult result = new ExportDraft().Add("A", "FALLBACK_DIALOG", Text("a", "a")).Add("B", "FALLBACK_DIALOG", Text("b", "b")).Import();
        Assert.That(result.Bot!.Dialogs.Select(dialog => dialog.Kind), Is.EqualTo(new[] { DialogKind.Fallback, DialogKind.Standard }));
        Assert.That(result.Report.Changed.Single().Path, Is.EqualTo("$.groups[1]"));
    }

    [Test]
    public async Task A_disambiguation_dialog_offers_the_intents_and_starts_what_is_chosen()
    {
        ExportDraft draft = new ExportDraft()
            .Intent("i-1", "order status").Intent("i-2", "returns")
            .Dialog("A", Starter("a").With("intentId", "i-1"), Text("x", "On its way."))
            .Dialog("B", Starter("b").With("intentId", "i-2"), Text("y", "Send it back."))
            .Add("Which", "DISAMBIGUATION_DIALOG", Interaction("which", "INTENT_DISAMBIGUATION", new JsonObject { ["text"] = "What do you mean?" }));
        await using ConversationTester tester = ConversationTester.Start(
            draft.ImportBot(), options => options.Intents("my parcel", new RecognizedIntent("order status", 0.6), new RecognizedIntent("returns", 0.55)));
        await tester.User("my parcel");
        tester.Bot("What do you mean?").WithChoices("order status", "returns");
        await tester.User("returns");
        tester.Bot("Send it back.");
    }

    [Test]
    public void A_disabled_dialog_and_a_disabled_interaction_stay_disabled()
    {
        ExportDraft draft = new ExportDraft().Dialog("A", Starter("a"), Text("t", "t").With("status", "INACTIVE"));
        draft.Groups[0]["status"] = "DISABLED";
        Dialog dialog = draft.ImportBot().Dialogs.Single();
        Assert.That((dialog.Enabled, dialog.Interactions[0].Enabled, dialog.Interactions[1].Enabled), Is.EqualTo((false, true, false)));
    }

    [Test]
    public void Links_that_form_a_loop_are_kept_as_a_jump_and_told()
    {
        ExportDraft draft = new ExportDraft().Dialog("A", Question("a", "1"), Question("b", "2"));
        draft.Messages[1]["nextMessageId"] = "a";
        draft.Messages[0]["prevMessageId"] = "b";
        ImportResult result = draft.Import();
        ValueList<Interaction> interactions = result.Bot!.Dialogs.Single().Interactions;
        Assert.That(interactions.Select(each => each.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(interactions[1].Next, Is.EqualTo(NextAction.GoTo("a")));
        Assert.That(result.Report.Changed.Select(entry => entry.Reason), Has.Some.Contains("form a loop"));
    }

    [Test]
    public void The_flow_does_not_pass_from_one_chain_into_another()
    {
        ExportDraft draft = new ExportDraft().Dialog("A", Starter("hi"), Text("a", "1"), Text("b", "2"));
        draft.Messages[1].Remove("nextMessageId");
        draft.Messages[2].Remove("prevMessageId");
        ImportResult result = draft.Import();
        Assert.That(result.Bot!.Dialogs.Single().Interactions.Select(each => each.Next), Is.EqualTo(new[] { NextAction.Next, NextAction.End, NextAction.Next }));
        Assert.That(result.Report.Changed.Single().Reason, Does.Contain("several chains"));
    }

    [Test]
    public void A_link_that_is_written_at_one_end_only_is_completed()
    {
        ExportDraft draft = new ExportDraft().Dialog("A", Starter("hi"), Text("b", "1"), Text("a", "2"));
        draft.Messages[1].Remove("nextMessageId");
        ImportResult result = draft.Import();
        Assert.That(result.Bot!.Dialogs.Single().Interactions.Select(each => each.Name), Is.EqualTo(new[] { "starter hi", "b", "a" }));
        Assert.That(result.Report.Changed.Single().Reason, Does.Contain("the link is completed"));
    }

    [TestCase("nowhere", "does not exist")]
    [TestCase("other", "is in another dialog")]
    [TestCase("a", "is the interaction itself")]
    public void A_link_that_cannot_be_followed_is_ignored_and_told(string target, string reason)
    {
        ExportDraft draft = new ExportDraft().Dialog("A", Starter("hi"), Text("a", "1")).Dialog("B", Starter("ho"), Text("other", "2"));
        draft.Messages[1]["nextMessageId"] = target;
        ImportResult result = draft.Import();
        Assert.That(result.Bot!.Dialogs[0].Interactions[1].Next, Is.EqualTo(NextAction.Next));
        Assert.That(result.Report.Changed.Single().Reason, Does.Contain(reason));
    }

    [Test]
    public void Two_interactions_with_the_same_successor_both_lead_there()
    {
        ExportDraft draft = new ExportDraft().Dialog("A", Starter("hi"), Text("a", "1"), Text("end", "2"));
        draft.Messages.Add(Text("b", "3").With("group", "d-A").With("nextMessageId", "end"));
        ImportResult result = draft.Import();
        ValueList<Interaction> interactions = result.Bot!.Dialogs.Single().Interactions;
        Assert.That(interactions.Select(each => each.Name), Is.EqualTo(new[] { "starter hi", "a", "end", "b" }));
        Assert.That(interactions[3].Next, Is.EqualTo(NextAction.GoTo("end")));
    }

    [Test]
    public void A_second_starter_gets_a_dialog_of_its_own()
    {
        ExportDraft draft = new ExportDraft().Dialog("A", Starter("hi"), Text("a", "1"));
        draft.Messages.Add(Starter("ho").With("group", "d-A").With("nextMessageId", "b"));
        draft.Messages.Add(Text("b", "2").With("group", "d-A").With("prevMessageId", "starter ho"));
        Bot bot = draft.ImportBot();
        Assert.That(bot.Dialogs.Select(dialog => dialog.Name), Is.EqualTo(new[] { "A", "A (2)" }));
        Assert.That(bot.Dialogs[1].Interactions.Select(each => each.Name), Is.EqualTo(new[] { "starter ho", "b" }));
    }

    [Test]
    public void An_interaction_of_a_dialog_that_is_not_listed_gets_one()
    {
        ExportDraft draft = new ExportDraft().Dialog("A", Starter("hi"), Text("a", "1"));
        draft.Messages.Add(Text("lost", "2").With("group", "gone"));
        ImportResult result = draft.Import();
        Assert.That(result.Bot!.Dialogs.Select(dialog => dialog.Name), Is.EqualTo(new[] { "A", "gone" }));
        Assert.That(result.Report.Changed.Single().Subject, Is.EqualTo("dialog \"gone\""));
    }

    [Test]
    public void A_bot_without_a_name_gets_one_and_that_is_told()
    {
        ExportDraft draft = new ExportDraft().Dialog("A", Starter("hi"), Text("a", "1"));
        draft.Bot.Remove("name");
        ImportResult result = draft.Import();
        Assert.That((result.Bot!.Name, result.Report.Changed.Single().Path), Is.EqualTo(("Imported bot", "$.bot")));
    }

    [Test]
    public void Half_a_character_is_refused_with_its_place() =>
        Assert.That(ConversationBuilderExport.Read(new ExportDraft().Dialog("A", Text("a", "1")).ToJson() + "\ud800").Diagnostics.Single().Code, Is.EqualTo("CI0103"));

    [Test]
    public void Names_that_are_taken_get_a_number()
    {
        ExportDraft draft = new ExportDraft().Dialog("A", Starter("hi"), Text("a", "1"), Text("b", "2"));
        draft.Messages[2]["name"] = "a";
        Assert.That(draft.ImportBot().Dialogs.Single().Interactions.Select(each => each.Name), Is.EqualTo(new[] { "starter hi", "a", "a (2)" }));
    }

    [Test]
    public void A_starter_has_the_name_of_its_intent_and_the_id_where_that_is_not_listed()
    {
        ExportDraft draft = new ExportDraft()
            .Intent("i-1", "order status")
            .Dialog("A", Starter("a").With("intentId", "i-1"), Text("x", "1"))
            .Dialog("B", Starter("b").With("intentId", "i-2"), Text("y", "1"));
        Assert.That(draft.ImportBot().Dialogs.Select(dialog => ((DialogStarter)dialog.Interactions[0]).Intents.Single()), Is.EqualTo(new[] { "order status", "i-2" }));
    }

    [Test]
    public void A_pattern_that_cannot_be_read_is_dropped_and_told()
    {
        ImportResult result = new ExportDraft().Dialog("A", Starter("hi", "(hello"), Text("a", "1")).Import();
        Assert.That(((DialogStarter)result.Bot!.Dialogs.Single().Interactions[0]).Patterns, Is.EqualTo((ValueList<string>)["hi"]));
        Assert.That(result.Report.Dropped.Single().Path, Does.EndWith(".pattern[1]"));
    }

    [Test]
    public void What_the_importer_does_not_know_is_told_once_for_all_places()
    {
        ExportDraft draft = new ExportDraft().Dialog("A", Starter("hi"), Text("a", "1").With("mood", "sunny"), Text("b", "2").With("mood", new JsonObject { ["is"] = "grey" }));
        Assert.That(draft.Import().Report.Dropped.Single().Subject, Is.EqualTo("$.conversationMessage[].mood (2 times)"));
    }
}
