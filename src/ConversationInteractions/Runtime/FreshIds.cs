using System.Globalization;
using System.Security.Cryptography;

namespace ConversationInteractions.Runtime;

/// <summary>
/// Makes ids for events that came without one: no two are the same, whichever process makes them, and each keeps its own however often it is decided anew.
/// So after a commit whose answer was lost the record in the store tells whether it stands.
/// </summary>
internal sealed class FreshIds
{
    /// <summary>Tells the ids of this runtime from those of all others.</summary>
    private readonly string _run = RandomNumberGenerator.GetHexString(10, lowercase: true);
    private long _count;

    /// <summary>An id that no other event has, and no host can give: theirs hold no <c>#</c> (<see cref="ConversationIds.External"/>).</summary>
    public string Next() => string.Create(CultureInfo.InvariantCulture, $"#{_run}-{Interlocked.Increment(ref _count)}");
}
