using System.Globalization;
using System.Security.Cryptography;

namespace ConversationInteractions.Runtime;

/// <summary>
/// Makes ids for events that came without one: no two are the same, whichever process makes them, and each keeps its own however often it is decided anew.
/// So after a commit whose answer was lost the record in the store tells whether it stands.
/// </summary>
internal sealed class FreshIds
{
    private long _count;

    /// <summary>Tells this runtime, its ids and its commits, from all others.</summary>
    public string Run { get; } = RandomNumberGenerator.GetHexString(10, lowercase: true);

    /// <summary>An id that no other event has, and no host can give: theirs hold no <c>#</c> (<see cref="ConversationIds.External"/>).</summary>
    public string Next() => string.Create(CultureInfo.InvariantCulture, $"#{Run}-{Interlocked.Increment(ref _count)}");
}
