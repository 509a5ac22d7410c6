using System.Buffers;
using ConversationInteractions.Language;

namespace ConversationInteractions.Core.Tests.Language;

/// <summary>What somebody said does not linger in memory that others are lent.</summary>
public sealed class PooledTextTests
{
    private const int Length = 3_000;

    [Test]
    public void A_builder_gives_its_memory_back_wiped()
    {
        TextBuilder builder = new(stackalloc char[4]);
        builder.Append(new string('x', Length));
        builder.Clear();
        builder.Append("y");
        builder.Dispose();
        Assert.That(NextLent(), Has.None.EqualTo('x').And.None.EqualTo('y'));
    }

    [Test]
    public void A_normalised_text_leaves_nothing_behind()
    {
        Assert.That(Utterance.Normalize("x  " + new string('x', Length - 3)), Has.Length.EqualTo(Length - 1));
        Assert.That(NextLent(), Has.None.EqualTo('X'));
    }

    // A thread is lent first what it gave back last.
    private static char[] NextLent() => ArrayPool<char>.Shared.Rent(Length);
}
