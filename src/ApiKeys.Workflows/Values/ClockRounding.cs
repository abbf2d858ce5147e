namespace ApiKeys.Workflows;

/// <summary>ClockRounding as every database can hold them.</summary>
internal static class ClockRounding
{
    /// <summary>The moment in UTC and whole milliseconds, so that what a call answers is what is read back.</summary>
    public static DateTimeOffset AsStored(this DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
