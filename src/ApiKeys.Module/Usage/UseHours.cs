namespace ApiKeys.Usage;

/// <summary>The hours and days that uses are counted by, in UTC.</summary>
internal static class UseHours
{
    /// <summary>The hour's number since the Unix epoch.</summary>
    public static long Number(DateTimeOffset at) => (at.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerHour;

    public static DateTimeOffset Start(long number) => DateTimeOffset.UnixEpoch + TimeSpan.FromHours(number);

    public static DateTimeOffset Of(DateTimeOffset at) => Start(Number(at));

    public static DateTimeOffset DayOf(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);
}
