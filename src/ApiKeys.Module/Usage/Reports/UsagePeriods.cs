namespace ApiKeys.Usage.Reports;

/// <summary>Lays counts out over time, with the periods in which nothing happened.</summary>
internal static class UsagePeriods
{
    public const int DaysShown = 30;

    private const int HoursShown = 24;

    /// <summary>From when on counts are needed.</summary>
    public static DateTimeOffset Since(DateTimeOffset now, int days = DaysShown) => UseHours.DayOf(now).AddDays(1 - days);

    /// <summary>The first of the hours that <see cref="Hours"/> lays out.</summary>
    public static DateTimeOffset FirstHour(DateTimeOffset now) => UseHours.Of(now).AddHours(1 - HoursShown);

    public static IReadOnlyList<UsagePeriod> Hours(IEnumerable<UseCount> counts, DateTimeOffset now) => Lay(
        counts.ToLookup(count => count.Hour), Enumerable.Range(1 - HoursShown, HoursShown).Select(hours => UseHours.Of(now).AddHours(hours)));

    public static IReadOnlyList<UsagePeriod> Days(IEnumerable<UseCount> counts, DateTimeOffset now, int days = DaysShown) => Lay(
        counts.ToLookup(count => UseHours.DayOf(count.Hour)), Enumerable.Range(1 - days, days).Select(day => UseHours.DayOf(now).AddDays(day)));

    private static List<UsagePeriod> Lay(ILookup<DateTimeOffset, UseCount> counts, IEnumerable<DateTimeOffset> starts) =>
        [.. starts.Select(start => new UsagePeriod(
            start,
            counts[start].Where(count => count.Code == VerificationCode.Valid).Sum(count => count.Count),
            counts[start].Where(count => count.Code != VerificationCode.Valid)
                .GroupBy(count => count.Code).ToDictionary(group => group.Key, group => group.Sum(count => count.Count))))];
}
