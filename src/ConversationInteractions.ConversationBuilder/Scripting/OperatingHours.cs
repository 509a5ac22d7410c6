using System.Globalization;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>What kind of hours it is: entries <c>TYPE~from~to</c>, with <c>DAY|</c> or <c>M.D.YYYY|</c> before them where they hold on some days only; of those that hold the last one counts (behaviour 13).</summary>
internal static class OperatingHours
{
    private static readonly string[] TimeFormats = ["h:mm tt", "h:mmtt", "h tt", "htt", "H:mm", "H:mm:ss", "h:mm:ss tt"];
    private static readonly string[] DateFormats = ["M.d.yyyy", "M/d/yyyy", "M-d-yyyy"];

    /// <summary>Finds the type that holds now.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="zone">The time zone, as an IANA or Windows id.</param>
    /// <param name="now">The time.</param>
    /// <param name="usual">The time zone where none is given or it is not known.</param>
    /// <param name="problem">What is wrong with the entries or the zone, if anything.</param>
    public static string? Find(IEnumerable<string> entries, string? zone, DateTimeOffset now, TimeZoneInfo usual, out string? problem)
    {
        problem = null;
        TimeZoneInfo? known = usual;
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out known))
        {
            problem = $"there is no time zone '{zone}'; {usual.Id} is taken";
            known = usual;
        }

        DateTime local = TimeZoneInfo.ConvertTime(now, known).DateTime;
        string? found = null;
        foreach (string entry in entries)
        {
            string[] dayAndHours = entry.Split('|', 2, StringSplitOptions.TrimEntries);
            string[] parts = dayAndHours[^1].Split('~', StringSplitOptions.TrimEntries);
            if (parts.Length != 3 || !TryTime(parts[1], out TimeOnly from) || !TryTime(parts[2], out TimeOnly to))
            {
                problem = $"'{entry}' is no entry of the form TYPE~from~to, such as OPEN~9:00 AM~5:00 PM";
                continue;
            }

            if (IsDay(dayAndHours.Length == 2 ? dayAndHours[0] : null, local) && IsWithin(TimeOnly.FromDateTime(local), from, to))
            {
                found = parts[0];
            }
        }

        return found;
    }

    private static bool TryTime(string text, out TimeOnly time) => TimeOnly.TryParseExact(text.ToUpperInvariant(), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out time);

    private static bool IsDay(string? day, DateTime local) =>
        day is null || string.Equals(day, local.DayOfWeek.ToString(), StringComparison.OrdinalIgnoreCase)
        || (DateOnly.TryParseExact(day, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) && date == DateOnly.FromDateTime(local));

    /// <summary>The last minute belongs to the hours; hours that end before they begin go on past midnight.</summary>
    private static bool IsWithin(TimeOnly time, TimeOnly from, TimeOnly to)
    {
        TimeOnly minute = new(time.Hour, time.Minute);
        return from <= to ? minute >= from && minute <= to : minute >= from || minute <= to;
    }
}
