using System.Globalization;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>How long the store in memory knows what an event caused.</summary>
internal sealed class InMemoryEventTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [TestCase(10)]
    [TestCase(100)]
    public async Task What_events_of_the_last_day_caused_is_known_and_what_is_older_forgotten(int events)
    {
        InMemoryConversationStore store = new() { LogEntries = 3 };
        TimeSpan apart = TimeSpan.FromHours(48) / events;
        for (int i = 0; i < events; i++)
        {
            EventRecord record = new(Id(i), Begin + (apart * i), ConversationOwner.Agent, i + 1, i + 3) { Writer = "w" };
            Assert.That(await store.TryCommitAsync(new ConversationCommit { ConversationId = "c", ExpectedVersion = i, State = "{}"u8.ToArray(), At = record.At, Event = record }, default));
        }

        for (int i = 0; i < events; i++)
        {
            EventRecord? known = (await store.LoadAsync("c", Id(i), default))!.Event;
            bool isRecent = apart * (events - 1 - i) <= TimeSpan.FromHours(24);
            Assert.That(known, isRecent ? Is.EqualTo(new EventRecord(Id(i), Begin + (apart * i), ConversationOwner.Agent, i + 1, i + 3) { Writer = "w" }) : Is.Null, Id(i));
        }
    }

    [TestCase(2)]
    [TestCase(40)]
    public async Task Of_an_event_that_is_committed_again_the_first_record_stays(int events)
    {
        InMemoryConversationStore store = new();
        for (int i = 0; i <= events; i++)
        {
            EventRecord record = new(Id(i % events), Begin, ConversationOwner.Bot, i, i);
            Assert.That(await store.TryCommitAsync(new ConversationCommit { ConversationId = "c", ExpectedVersion = i, State = "{}"u8.ToArray(), At = Begin, Event = record }, default));
        }

        Assert.That((await store.LoadAsync("c", Id(0), default))!.Event!.FirstSequence, Is.Zero);
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"m{number}");
}
