using System.Globalization;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>What kind of hours it is: entries <c>TYPE~from~to</c>, with <c>DAY|</c> or <c>M.D.YYYY|</c> before them where they hold on some days only; of those that hold the last one counts (behaviour 13).</summary>
internal static class OperatingHours
{
    private const int Midnight = 24 * 60;
    private static readonly string[] TimeFormats = ["h:mm tt", "h:mmtt", "h tt", "htt", "H:mm", "H:mm:ss", "h:mm:ss tt"];
    private static readonly string[] DateFormats = ["M.d.yyyy", "M/d/yyyy", "M-d-yyyy"];

    /// <summary>Finds the type that holds now.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="zone">The time zone, as an IANA or Windows id.</param>
    /// <param name="now">The time.</param>
    /// <param name="usual">The time zone where none is given or it is not known.</param>
    /// <param name="problems">Gets what is wrong with the entries or the zone.</param>
    public static string? Find(IEnumerable<string> entries, string? zone, DateTimeOffset now, TimeZoneInfo usual, List<string> problems)
    {
        TimeZoneInfo? known = usual;
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out known))
        {
            problems.Add($"there is no time zone '{zone}'; {usual.Id} is taken");
            known = usual;
        }

        DateTime local = TimeZoneInfo.ConvertTime(now, known).DateTime;
        string? found = null;
        foreach (string entry in entries)
        {
            string[] dayAndHours = entry.Split('|', 2, StringSplitOptions.TrimEntries);
            string[] parts = dayAndHours[^1].Split('~', StringSplitOptions.TrimEntries);
            if (parts.Length != 3 || !TryTime(parts[1], out int from) || from == Midnight || !TryTime(parts[2], out int to))
            {
                problems.Add($"'{entry}' is no entry of the form TYPE~from~to, such as OPEN~9:00 AM~5:00 PM");
            }
            else if (!TryDay(dayAndHours.Length == 2 ? dayAndHours[0] : null, out Predicate<DateTime> isDay))
            {
                problems.Add($"'{dayAndHours[0]}' in '{entry}' is neither a day, such as MONDAY, nor a date, such as 12.24.2030; the entry never holds");
            }
            else if (Holds(local, from, to, isDay))
            {
                found = parts[0];
            }
        }

        return found;
    }

    /// <summary>A time in minutes; 24:00 is the midnight that ends the day.</summary>
    private static bool TryTime(string text, out int minutes)
    {
        if (text is "24:00" or "24:00:00")
        {
            minutes = Midnight;
            return true;
        }

        bool isTime = TimeOnly.TryParseExact(text.ToUpperInvariant(), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out TimeOnly time);
        minutes = (time.Hour * 60) + time.Minute;
        return isTime;
    }

    private static bool TryDay(string? day, out Predicate<DateTime> isDay)
    {
        if (day is null)
        {
            isDay = _ => true;
            return true;
        }

        if (day.All(char.IsLetter) && Enum.TryParse(day, ignoreCase: true, out DayOfWeek weekday))
        {
            isDay = at => at.DayOfWeek == weekday;
            return true;
        }

        bool isDate = DateOnly.TryParseExact(day, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date);
        isDay = at => DateOnly.FromDateTime(at) == date;
        return isDate;
    }

    /// <summary>The last minute belongs to the hours. Hours that end before they begin go on past midnight, into the day after theirs.</summary>
    private static bool Holds(DateTime local, int from, int to, Predicate<DateTime> isDay)
    {
        int minute = (local.Hour * 60) + local.Minute;
        return from <= to
            ? minute >= from && minute <= to && isDay(local)
            : (minute >= from && isDay(local)) || (minute <= to && isDay(local.AddDays(-1)));
    }
}
