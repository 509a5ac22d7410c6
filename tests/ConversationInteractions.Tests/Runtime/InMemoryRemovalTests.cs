using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>A commit that meets the removal of its conversation is never acknowledged and lost.</summary>
internal sealed class InMemoryRemovalTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void After_its_removal_a_conversation_takes_no_commit()
    {
        InMemoryConversation conversation = new();
        Assert.That(Commits(conversation, 0));
        conversation.Remove();
        Assert.That(Commits(conversation, 1), Is.False);
    }

    [Test]
    public void One_that_is_removed_because_it_was_silent_takes_no_commit_either()
    {
        InMemoryConversation conversation = new();
        Assert.That(Commits(conversation, 0));
        Assert.That(conversation.TryRemoveIdle(Now.AddDays(1)));
        Assert.That(Commits(conversation, 1), Is.False);
    }

    [Test]
    public void One_that_is_about_to_begin_is_not_silent()
    {
        InMemoryConversation conversation = new();
        Assert.That(conversation.TryRemoveIdle(Now.AddDays(1)), Is.False);
        Assert.That(Commits(conversation, 0));
    }

    private static bool Commits(InMemoryConversation conversation, long version) => conversation.TryCommit(
        new ConversationCommit
        {
            ConversationId = "c",
            ExpectedVersion = version,
            State = "{}"u8.ToArray(),
            At = Now,
            Event = new EventRecord($"e{version}", Now, ConversationOwner.Bot, 0, 0),
        },
        1_000,
        TimeSpan.FromDays(1));
}
