using ApiKeys.Admin.Components.Keys.Dialogs.Revoke;
using ApiKeys.Admin.Components.Shared.Fields;
using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Components.Shared.Time;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Roll;

/// <summary>Lets the old key of a roll work longer: moves its scheduled revocation to a later time.</summary>
public sealed partial class ExtendRollDialog : RevocationDialog
{
    private static readonly IReadOnlyList<ChoiceOption<RevokeWhen>> Choices =
    [
        new(RevokeWhen.InAnHour, "1 hour later than scheduled"),
        new(RevokeWhen.InADay, "24 hours later than scheduled"),
        new(RevokeWhen.InAWeek, "7 days later than scheduled"),
        new(RevokeWhen.At, "At a date and time"),
    ];

    private RevokeWhen _when = RevokeWhen.InADay;
    private string? _at;
    private string? _atError;

    [Inject]
    internal LocalTimes LocalTimes { get; init; } = null!;

    protected override string What => "extend the roll";

    protected override string[] Fields => ["after"];

    private DateTimeOffset Scheduled => Current.RevokedAt ?? Now;

    protected override async Task OnInitializedAsync() => _at = await LocalTimes.FieldAsync(Scheduled);

    private async Task ExtendAsync()
    {
        if (await EndAsync() is not { } end)
        {
            return;
        }

        var extended = await RunAsync(Key.Id, transactionId => Operations.RevokeAsync(
            new RevokeApiKeyRequest { Id = Key.Id, After = end - Now, Reason = Current.RevokeReason, ExpectedVersion = Current.Version }, transactionId));
        if (extended is { } key)
        {
            Feedback.Done("Roll extended for", key.Title, new FeedbackLink("Show old key", KeyMessages.Href(key.Id)));
            Close();
        }
    }

    private async Task<DateTimeOffset?> EndAsync()
    {
        _atError = null;
        if (_when.Delay() is { } later)
        {
            return Scheduled + later;
        }

        var (moment, error) = await RevocationField.ReadAsync(LocalTimes, _at, Now);
        _atError = error ?? (moment <= Scheduled ? "Choose a time after the scheduled revocation." : null);
        return _atError is null ? moment : null;
    }
}
