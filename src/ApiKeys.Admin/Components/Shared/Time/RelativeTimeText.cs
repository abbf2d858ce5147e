using System.Globalization;

namespace ApiKeys.Admin.Components.Shared.Time;

/// <summary>
/// Times and durations in words: "3 min ago", "in 2 h 10 min", "12 Mar 2026".
/// </summary>
public static class RelativeTimeText
{
    private static readonly TimeSpan JustNow = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan DateInstead = TimeSpan.FromDays(30);

    /// <summary>
    /// How far <paramref name="value"/> lies from <paramref name="now"/>; beyond 30 days its date.
    /// </summary>
    public static string Of(DateTimeOffset value, DateTimeOffset now)
    {
        var distance = value - now;
        if (distance.Duration() < JustNow)
        {
            return distance > TimeSpan.Zero ? "in less than a minute" : "just now";
        }

        if (IsDate(value, now))
        {
            return Date(value);
        }

        // What is past needs one unit to be understood; what is to come may need acting on, so it gets two.
        return distance < TimeSpan.Zero ? $"{Coarse(-distance)} ago" : $"in {Duration(distance)}";
    }

    /// <summary>
    /// The day in UTC, in the order of the viewer's culture: "12 Mar 2026", "Mar 12, 2026".
    /// </summary>
    public static string Date(DateTimeOffset value)
    {
        var pattern = CultureInfo.CurrentCulture.DateTimeFormat.LongDatePattern
            .Replace("dddd", "", StringComparison.Ordinal).Replace("dd", "d", StringComparison.Ordinal)
            .Replace("MMMM", "MMM", StringComparison.Ordinal).Trim(' ', ',');
        return value.UtcDateTime.ToString(pattern, CultureInfo.CurrentCulture);
    }

    /// <summary>
    /// The moment itself, to the second, in UTC.
    /// </summary>
    public static string Exact(DateTimeOffset value) =>
        Date(value) + value.UtcDateTime.ToString("', 'HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>
    /// The moment itself, to the millisecond, in UTC.
    /// </summary>
    public static string Precise(DateTimeOffset value) =>
        Date(value) + value.UtcDateTime.ToString("', 'HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>
    /// The same for programs, as <c>datetime</c> of a <c>time</c> element.
    /// </summary>
    public static string MachinePrecise(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// The moment to the second for programs, as <c>datetime</c> of a <c>time</c> element.
    /// </summary>
    public static string Machine(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// Whether <see cref="Of"/> gives a date.
    /// </summary>
    public static bool IsDate(DateTimeOffset value, DateTimeOffset now) => (value - now).Duration() > DateInstead;

    /// <summary>
    /// A length of time in its two largest units: "2 h 10 min", "7 days", "45 s". Rounded down, so that nothing is promised for longer than it holds.
    /// </summary>
    public static string Duration(TimeSpan duration)
    {
        duration = duration.Duration();
        return duration switch
        {
            { TotalMinutes: < 1 } => $"{duration.Seconds} s",
            { TotalHours: < 1 } => $"{duration.Minutes} min",
            { TotalDays: < 1 } => Join($"{duration.Hours} h", duration.Minutes, $"{duration.Minutes} min"),
            _ => Join(Days(duration.Days), duration.Hours, $"{duration.Hours} h"),
        };
    }

    private static string Coarse(TimeSpan duration) => duration switch
    {
        { TotalMinutes: < 1 } => "1 min",
        { TotalHours: < 1 } => $"{duration.Minutes} min",
        { TotalDays: < 1 } => $"{duration.Hours} h",
        _ => Days(duration.Days),
    };

    private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    private static string Join(string large, int smallCount, string small) => smallCount == 0 ? large : $"{large} {small}";
}
