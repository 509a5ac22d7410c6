using System.Globalization;

namespace ConversationInteractions.Preview;

/// <summary>Virtual time as people read it.</summary>
internal static class PreviewClock
{
    public static string Text(TimeSpan time) =>
        time.Days == 0 ? time.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture) : time.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
}
