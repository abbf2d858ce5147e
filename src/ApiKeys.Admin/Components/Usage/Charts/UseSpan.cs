using System.Globalization;

namespace ApiKeys.Admin.Components.Usage.Charts;

/// <summary>What a chart spans.</summary>
public enum UseSpan
{
    Day,
    Month,
}

internal static class UseSpans
{
    public static string Name(this UseSpan span) => span is UseSpan.Day ? "24 hours" : "30 days";

    public static string To(this UseSpan span) => span is UseSpan.Day ? "Now" : "Today";

    public static IReadOnlyList<UsagePeriod> Of(this UseSpan span, KeyUsage usage) => span is UseSpan.Day ? usage.Hours : usage.Days;

    /// <summary>How wwwroot/js/times.js shows a period: an hour in the viewer's time zone, a day as it is counted, in UTC.</summary>
    public static string Local(this UseSpan span) => span is UseSpan.Day ? "hour" : "utc-day";

    /// <summary>How wwwroot/js/times.js shows the beginning of a period at the axis.</summary>
    public static string TickForm(this UseSpan span) => span is UseSpan.Day ? "clock" : "utc-date";

    /// <summary>The beginning of a period at the axis in UTC, until it is shown like that.</summary>
    public static string Tick(this UseSpan span, DateTimeOffset start) =>
        start.UtcDateTime.ToString(span is UseSpan.Day ? "HH:mm" : "d MMM", CultureInfo.CurrentCulture);

    /// <summary>The period in UTC, until it is shown like that.</summary>
    public static string Period(this UseSpan span, DateTimeOffset start) => span is UseSpan.Day
        ? $"{start.UtcDateTime:HH:mm} to {start.UtcDateTime.AddHours(1):HH:mm} UTC"
        : start.UtcDateTime.ToString("ddd d MMM", CultureInfo.CurrentCulture) + " UTC";
}
