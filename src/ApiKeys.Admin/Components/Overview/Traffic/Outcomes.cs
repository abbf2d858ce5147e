using ApiKeys.Admin.Components.Usage;
using ApiKeys.Admin.Components.Usage.Charts;
using ApiKeys.Admin.Text;

namespace ApiKeys.Admin.Components.Overview.Traffic;

/// <summary>The requests of hours, by what came of them.</summary>
internal sealed class Outcomes
{
    // The likeliest to need someone first. They are stacked in this order above the accepted ones.
    private static readonly (VerificationCode Code, string Look)[] Causes =
    [
        (VerificationCode.Revoked, "refused"),
        (VerificationCode.Expired, "expired"),
        (VerificationCode.InsufficientScope, "scope"),
        (VerificationCode.Pending, "pending"),
        (VerificationCode.WrongType, "type"),
    ];

    private readonly IReadOnlyList<UsagePeriod> _hours;
    private readonly IReadOnlyList<(VerificationCode Code, string Look)> _causes;

    public Outcomes(IReadOnlyList<UsagePeriod> hours)
    {
        _hours = hours;
        _causes = [.. Causes.Where(cause => hours.Any(hour => hour.Refused.ContainsKey(cause.Code)))];
        Series = [new("Accepted", "accepted"), .. _causes.Select(cause => new UseSeries($"Refused: {cause.Code.Reason()}", cause.Look))];
    }

    public bool HasAny => _hours.Any(hour => hour.Accepted > 0 || hour.RefusedTotal > 0);

    public IReadOnlyList<UseSeries> Series { get; }

    public IReadOnlyList<UseSlot> Slots =>
    [
        .. _hours.Select(hour => new UseSlot(
            hour.Start,
            [hour.Accepted, .. _causes.Select(cause => hour.Refused.GetValueOrDefault(cause.Code))],
            $"{Counted.Number(hour.Accepted)} accepted\n{UsageMessages.Refused([hour])}")),
    ];

    public string Sum => $"{Counted.Number(_hours.Sum(hour => hour.Accepted))} accepted, {UsageMessages.Refused(_hours)}";
}
