using System.Linq.Expressions;

namespace ApiKeys.Keys.Expiry;

/// <summary>How near an expiry has to be to be warned of, and whose warning is due: once for a key in hand and once for the database.</summary>
internal static class ExpiryThresholds
{
    private const int Expired = 0;
    private const int NotWarned = int.MaxValue;

    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The nearest threshold, in days, that a moment has reached; <see langword="null"/> when it lies before all.</summary>
    public static int? Reached(DateTimeOffset? expiresAt, DateTimeOffset now) => (expiresAt - now) switch
    {
        null => null,
        var left when left <= TimeSpan.Zero => Expired,
        var left when left <= Day => Day.Days,
        var left when left <= Week => Week.Days,
        var left when left <= Month => Month.Days,
        _ => null,
    };

    /// <summary>
    /// Whether a key has reached a threshold that no one was told of. Neither those do that don't work yet or any more, nor those that a revocation
    /// ends before their expiry could. That the expiry has come is told by <c>EndKeysStep</c>.
    /// </summary>
    public static Expression<Func<ApiKey, bool>> IsDue(DateTimeOffset now)
    {
        var (inADay, inAWeek, inAMonth) = (now + Day, now + Week, now + Month);
        return key =>
            key.ExpiresAt <= inAMonth && key.ExpiresAt > now && key.EndedAt == null && key.DeletedAt == null && key.ActivatedAt != null
            && (key.RevokedAt == null || (key.RevokedAt > now && key.RevokedAt > key.ExpiresAt))
            && (key.ExpiryWarnedDays ?? NotWarned)
                > (key.ExpiresAt <= inADay ? Day.Days : key.ExpiresAt <= inAWeek ? Week.Days : Month.Days);
    }
}
