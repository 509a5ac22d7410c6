using System.Globalization;
using Jint.Runtime;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>The clock of a script: stands still at the time of the event that is handled.</summary>
internal sealed class ScriptClock(TimeZoneInfo zone) : ITimeSystem
{
    private readonly DefaultTimeSystem _calendar = new(zone, CultureInfo.InvariantCulture);

    public DateTimeOffset Now { get; set; }

    public TimeZoneInfo DefaultTimeZone => _calendar.DefaultTimeZone;

    public DateTimeOffset GetUtcNow() => Now.ToUniversalTime();

    public bool TryParse(string date, out long epochMilliseconds) => _calendar.TryParse(date, out epochMilliseconds);

    public TimeSpan GetUtcOffset(long epochMilliseconds) => _calendar.GetUtcOffset(epochMilliseconds);
}
