using ApiKeys.Admin.Components.Shared.Time;
using System.Globalization;

namespace ApiKeys.UnitTests.Admin.Shared.Time;

public sealed class RelativeTimeTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(44, "just now")]
    [InlineData(45, "1 min ago")]
    [InlineData(3 * 60 + 59, "3 min ago")]
    [InlineData(60 * 60, "1 h ago")]
    [InlineData(23 * 3600 + 3599, "23 h ago")]
    [InlineData(24 * 3600, "1 day ago")]
    [InlineData(30 * 24 * 3600, "30 days ago")]
    public void The_past_is_told_in_one_unit(int secondsAgo, string words)
    {
        var text = RelativeTimeText.Of(Now.AddSeconds(-secondsAgo), Now);

        Assert.Equal(words, text);
    }

    [Theory]
    [InlineData(10, "in less than a minute")]
    [InlineData(50, "in 50 s")]
    [InlineData(14 * 60 + 59, "in 14 min")]
    [InlineData(2 * 3600 + 10 * 60, "in 2 h 10 min")]
    [InlineData(2 * 3600, "in 2 h")]
    [InlineData(7 * 24 * 3600, "in 7 days")]
    [InlineData(25 * 3600, "in 1 day 1 h")]
    public void The_future_is_told_in_two_units_rounded_down(int seconds, string words)
    {
        var text = RelativeTimeText.Of(Now.AddSeconds(seconds), Now);

        Assert.Equal(words, text);
    }

    [Fact]
    public void Beyond_thirty_days_the_date_says_more()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        var text = RelativeTimeText.Of(new DateTimeOffset(2025, 12, 31, 23, 30, 0, TimeSpan.Zero), Now);

        Assert.Equal("31 Dec 2025", text);
    }

    [Fact]
    public void The_exact_time_is_in_utc_whatever_the_offset()
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        var text = RelativeTimeText.Exact(new DateTimeOffset(2026, 3, 14, 1, 2, 3, TimeSpan.FromHours(2)));

        Assert.Equal("13 Mar 2026, 23:02:03 UTC", text);
    }

    [Fact]
    public void A_length_of_time_has_no_direction()
    {
        var text = RelativeTimeText.Duration(TimeSpan.FromMinutes(-130));

        Assert.Equal("2 h 10 min", text);
    }
}
