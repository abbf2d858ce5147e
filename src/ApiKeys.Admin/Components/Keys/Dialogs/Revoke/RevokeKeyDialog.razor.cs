using ApiKeys.Admin.Components.Keys.Page;
using ApiKeys.Admin.Components.Shared.Fields;
using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Components.Shared.Time;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Revoke;

/// <summary>Revokes a key now or later, or moves a revocation that is scheduled.</summary>
public sealed partial class RevokeKeyDialog : RevocationDialog
{
    private static readonly IReadOnlyList<ChoiceOption<RevokeWhen>> Choices =
    [
        new(RevokeWhen.Now, "Now"),
        new(RevokeWhen.InAnHour, "In 1 hour"),
        new(RevokeWhen.InADay, "In 24 hours"),
        new(RevokeWhen.InAWeek, "In 7 days"),
        new(RevokeWhen.At, "At a date and time"),
    ];

    private RevokeWhen _when;
    private string? _at;
    private string? _atError;
    private string? _reason;

    /// <summary>Where the key is the old one of a roll, to be revoked now: the new one.</summary>
    [Parameter]
    public ApiKeyDetails? Replacement { get; set; }

    [Inject]
    internal LocalTimes LocalTimes { get; init; } = null!;

    protected override string What => FinishesRoll ? "finish the roll" : _when is RevokeWhen.Now ? "revoke the key" : "schedule the revocation";

    protected override string[] Fields => _when is RevokeWhen.At ? ["after", "reason"] : ["reason"];

    protected override IReadOnlyList<ApiKeyDetails> Watched => Replacement is { } replacement ? [Current, replacement] : [Current];

    private bool FinishesRoll => Replacement is not null;

    private bool IsMove => Current.Status == ApiKeyStatus.Revoking;

    private string ConfirmText => FinishesRoll ? "Revoke old key" : _when is RevokeWhen.Now ? "Revoke key" : IsMove ? "Move revocation" : "Schedule revocation";

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _reason = Key.RevokeReason;
        _when = IsMove && !FinishesRoll ? RevokeWhen.At : RevokeWhen.Now;
    }

    protected override async Task OnInitializedAsync()
    {
        if (IsMove && Key.RevokedAt is { } at)
        {
            _at = await LocalTimes.FieldAsync(at);
        }
    }

    private async Task RevokeAsync()
    {
        if (await DelayAsync() is not { } delay)
        {
            return;
        }

        // At once, nothing counts but that the key isn't revoked yet. A later end must not put off one that was set meanwhile, and the old key of a roll that was
        // aborted meanwhile is the only one that works.
        var revoked = await RunAsync(Key.Id, async transactionId => await ReplacementProblemAsync() is { } problem
            ? ApiKeyResult.Refused<ApiKeyDetails>(problem)
            : await Operations.RevokeAsync(
                new RevokeApiKeyRequest { Id = Key.Id, After = delay, Reason = _reason, ExpectedVersion = FinishesRoll || delay > TimeSpan.Zero ? Current.Version : null },
                transactionId));
        if (revoked is { } key)
        {
            Feedback.Done(
                key.Status == ApiKeyStatus.Revoking ? "Revocation scheduled for" : ReceiptMessages.Revoked(key.Receipt),
                key.Title,
                new FeedbackLink("Show key", KeyMessages.Href(key.Id)));
            Close();
        }
    }

    private async Task<ApiKeyError?> ReplacementProblemAsync() =>
        Replacement is { } replacement && (await Operations.RetrieveAsync(replacement.Id)).Value is not { Status: ApiKeyStatus.Active or ApiKeyStatus.Revoking }
            ? new ApiKeyError(ApiKeyErrorCode.NotAllowed, $"The new key “{replacement.Title}” doesn't work any more. Nothing was changed.", SubjectId: replacement.Id)
            : null;

    private async Task<TimeSpan?> DelayAsync()
    {
        _atError = null;
        return _when.Delay() ?? await DelayUntilAsync();
    }

    private async Task<TimeSpan?> DelayUntilAsync()
    {
        var (moment, error) = await RevocationField.ReadAsync(LocalTimes, _at, Now);

        // The module takes a past moment for "now"; from a date field it is a slip.
        _atError = error ?? (moment <= Now ? "This moment has passed. Pick a later one, or revoke now." : null);
        return _atError is null ? moment - Now : null;
    }
}
