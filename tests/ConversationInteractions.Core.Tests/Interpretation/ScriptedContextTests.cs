using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Model;
using static ConversationInteractions.Core.Tests.Interpretation.Bots;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>What scripts change in the context store is seen by the interaction that they belong to.</summary>
public sealed class ScriptedContextTests
{
    private static readonly Bot Ordering = Of(On("go", Say("[{$context.orders.last}|{$context.orders.next}|{$context.other.last}]") with { Scripts = new InteractionScripts { PreProcess = "x" } }));

    private static string After(params ContextChange[] changes)
    {
        Dictionary<string, string> stored = new() { ["last"] = "A7" };
        SteppedConversation conversation = new(Ordering)
        {
            Options = new StepOptions { Context = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["orders"] = stored, ["other"] = stored } },
            Scripts = _ => new ScriptOutcome { Context = [.. changes] },
        };
        conversation.User("go");
        Assert.That(conversation.Effects.OfType<ChangeContext>().Select(c => c.Change), Is.EqualTo(changes));
        return conversation.Said().Single();
    }

    private static ContextChange Write(string name, string? value) => new(ContextChangeKind.Write, "orders") { Name = name, Value = value };

    [Test]
    public void A_value_that_is_written_is_read_at_once() => Assert.That(After(Write("last", "A8"), Write("next", "A9")), Is.EqualTo("[A8|A9|A7]"));

    [Test]
    public void A_value_that_is_removed_is_gone_at_once() => Assert.That(After(Write("last", null)), Is.EqualTo("[||A7]"));

    [Test]
    public void Values_that_are_cleared_are_gone_at_once() =>
        Assert.That(After(Write("next", "A9"), new ContextChange(ContextChangeKind.Clear, "orders")), Is.EqualTo("[||A7]"));

    [Test]
    public void What_was_written_into_another_namespace_before_stays() =>
        Assert.That(After(new ContextChange(ContextChangeKind.Write, "other") { Name = "last", Value = "B1" }, new ContextChange(ContextChangeKind.Clear, "orders")), Is.EqualTo("[||B1]"));

    [Test]
    public void Values_of_a_namespace_that_is_deleted_are_gone_at_once() =>
        Assert.That(After(new ContextChange(ContextChangeKind.Delete, "orders") { Scope = ContextScopeKind.Global }, Write("next", "A9")), Is.EqualTo("[|A9|A7]"));

    [Test]
    public void Values_of_users_and_of_everybody_are_others() =>
        Assert.That(
            After(new ContextChange(ContextChangeKind.Clear, "orders") { Scope = ContextScopeKind.User, UserId = "u" }, Write("last", "A8") with { Scope = ContextScopeKind.Global }),
            Is.EqualTo("[A7||A7]"));

    [Test]
    public void An_object_reads_as_its_JSON() => Assert.That(After(Write("last", ContextText.Write(Value.FromJson("""{"id":1}""")))), Is.EqualTo("""[{"id":1}||A7]"""));

    [TestCase("")]
    [TestCase("A7")]
    [TestCase(" A7")]
    [TestCase("{}")]
    [TestCase(" {}")]
    [TestCase("   [1]")]
    [TestCase("   ")]
    public void A_text_comes_back_as_the_text_that_it_was(string text) => Assert.That(ContextText.Read(ContextText.Write(text)), Is.EqualTo(Value.FromText(text)));

    [Test]
    public void An_object_comes_back_as_one() => Assert.That(ContextText.Read(ContextText.Write(Value.FromJson("[1]"))), Is.EqualTo(Value.FromJson("[1]")));
}
