using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Text;

namespace ApiKeys.Admin.Components.Usage;

/// <summary>How the use of keys is put into words.</summary>
internal static class UsageMessages
{
    /// <summary>How lately an ended key must have been presented to be in use still.</summary>
    public static readonly TimeSpan StillInUse = TimeSpan.FromDays(7);

    // As many as are kept of one key; there may have been more.
    private const int MostCallers = 50;

    /// <summary>"3 callers"; those that are not told apart make it "3 or more".</summary>
    public static string Callers(IReadOnlyList<KeyCaller> callers)
    {
        var named = callers.Count(caller => caller.IsNamed);
        return (named, named < callers.Count || named >= MostCallers) switch
        {
            (0, _) => "an unknown caller",
            (1, false) => "1 caller",
            (_, false) => $"{named} callers",
            _ => $"{named} or more callers",
        };
    }

    /// <summary>"203.0.113.7 (worker/1.0)".</summary>
    public static string Name(KeyCaller caller) => caller switch
    {
        { Address: { } address, UserAgent: { } agent } => $"{address} ({Short(agent)})",
        { Address: { } address } => address,
        { UserAgent: { } agent } => Short(agent),
        _ => "Other callers",
    };

    public static string Calls(long count) => count == 1 ? "1 request" : $"{Counted.Number(count)} requests";

    /// <summary>Why a call was refused.</summary>
    public static string Reason(this VerificationCode code) => code switch
    {
        VerificationCode.Revoked => "revoked",
        VerificationCode.Expired => "expired",
        VerificationCode.Pending => "not confirmed yet",
        VerificationCode.WrongType => "wrong type of key",
        VerificationCode.InsufficientScope => "scope missing",
        _ => code.ToString(),
    };

    /// <summary>"12 refused (9 revoked, 3 scope missing)".</summary>
    public static string Refused(IEnumerable<UsagePeriod> periods)
    {
        var reasons = periods.SelectMany(period => period.Refused).GroupBy(pair => pair.Key)
            .Select(group => (Code: group.Key, Count: group.Sum(pair => pair.Value))).OrderByDescending(reason => reason.Count).ToList();
        var total = $"{Counted.Number(reasons.Sum(reason => reason.Count))} refused";
        return reasons switch
        {
            [] => total,
            [var only] => $"{total} ({only.Code.Reason()})",
            _ => $"{total} ({string.Join(", ", reasons.Select(reason => $"{Counted.Number(reason.Count)} {reason.Code.Reason()}"))})",
        };
    }

    /// <summary>How the old key of a roll fares beside the new one.</summary>
    public static string Roll(RolledPair pair, DateTimeOffset now) => $"{Old(pair, now)} {New(pair)}";

    /// <summary>Whether the old key has been called since the new one began to work.</summary>
    public static bool IsOldKeyQuiet(RolledPair pair) =>
        pair.OldUsage.Verdict is { Level: not (UseLevel.Unknown or UseLevel.InUse), AfterEnd: null }
        && !(pair.OldUsage.Verdict.LastUsedAt > pair.New.ActivatedAt);

    private static string Old(RolledPair pair, DateTimeOffset now) => pair.OldUsage.Verdict switch
    {
        { AfterEnd: { } ended } =>
            $"The old key is {ended.Status.ToString().ToLowerInvariant()} and still being used by {Callers(ended.Callers)}, last {RelativeTimeText.Of(ended.LastAt, now)}; each request is refused.",
        { Level: UseLevel.Unknown } => "Whether the old key is still used couldn't be read.",
        { LastUsedAt: null } => "The old key was never used.",
        { Level: UseLevel.InUse, LastUsedAt: { } at, CallersInLastHour: var callers } =>
            $"The old key was last used {RelativeTimeText.Of(at, now)}, by {Callers(callers)} in the last hour.",
        { LastUsedAt: { } at } when IsOldKeyQuiet(pair) => $"No one has used the old key since the new one became active; its last use was {RelativeTimeText.Of(at, now)}.",
        { LastUsedAt: { } at } => $"The old key was last used {RelativeTimeText.Of(at, now)}.",
    };

    private static string New(RolledPair pair) => pair.NewUsage.Days.Sum(day => day.Accepted) switch
    {
        0 => "The new one has taken no request yet.",
        var calls => $"The new one has taken {Calls(calls)}.",
    };

    // The product stands first; what follows tells apart browsers, not callers.
    private static string Short(string agent) => agent.Split(' ', 2)[0] is { Length: <= 40 } product ? product : $"{agent[..40]}…";
}
