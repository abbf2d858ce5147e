using ApiKeys.Admin.Components.Keys.Dialogs.Reveal;
using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Components.Shared.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Roll;

/// <summary>Replaces several keys of one type, all or none; for secret keys the dialog goes on to the tokens, one after the other.</summary>
public sealed partial class RollKeysDialog : RevealingDialog
{
    /// <summary>The most keys at once. All their tokens must be saved before the first of them is too late to confirm.</summary>
    public const int Most = 10;

    private List<ApiKeyDetails> _rollable = [];
    private TimeSpan _endsAfter = RollMessages.DefaultEndsAfter;

    /// <summary>The selected keys.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ApiKeyDetails> Keys { get; set; }

    /// <summary>The ids of those that a roll has replaced.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlySet<string> Replaced { get; set; }

    [Inject]
    internal IOptions<ApiKeysOptions> Options { get; init; } = null!;

    protected override string What => "roll the keys";

    protected override string[] Fields => ["oldKeyEndsAfter"];

    protected override bool IsSecret => Keys.Any(key => key.Type == ApiKeyType.Secret);

    protected override object? Answer => Confirmed;

    private List<ApiKeyDetails> Batch => [.. _rollable.Take(Most).Where(key => !WasRefusedFor(key))];

    private bool IsMany => Batch.Count != 1;

    private int LeftOut => Keys.Count - _rollable.Count;

    private IEnumerable<ApiKeyDetails> EndBefore => Batch.Where(key => RollMessages.OwnEnd(key) < Now + _endsAfter);

    private string Deadline
    {
        get
        {
            var time = RelativeTimeText.Duration(Options.Value.Confirmation.ConfirmWithin);
            return IsMany
                ? $"You have {time} to save and confirm all tokens. What you don't confirm by then is discarded, and its old key keeps working."
                : $"You have {time} to save and confirm the token. If you don't, the new key is discarded and the old one keeps working.";
        }
    }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _rollable = [.. Keys.Where(key => KeyActs.CanRoll(key.Status, Replaced.Contains(key.Id)))];
    }

    private async Task<IReadOnlyList<CreatedApiKey>?> RollAsync()
    {
        var batch = Batch;
        var requests = batch.Select(key => new RollApiKeyRequest
        {
            Id = key.Id,
            OldKeyEndsAfter = _endsAfter,
            AwaitConfirmation = IsSecret,
            ExpectedVersion = key.Version,
        }).ToList();
        var rolled = await RunManyAsync(batch, transactionId => Operations.RollManyAsync(requests, transactionId));
        if (rolled is null || IsSecret)
        {
            return rolled;
        }

        Feedback.Done($"Rolled {KeyMessages.Count(rolled.Count)}");
        Dialog.Close<IReadOnlyList<ApiKeyDetails>>([.. rolled.Select(created => created.Key)]);
        return null;
    }
}
