using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Shared.Fields;
using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Check;

/// <summary>Tells what a pasted token is, and ends its key. What was pasted leaves the component's state before the answer comes.</summary>
public sealed partial class CheckPage : ComponentBase
{
    private const string CutShort = "Only the first 8,000 characters are looked at.";

    private string? _text;
    private bool _shown;
    private bool _missing;
    private bool _busy;
    private bool _cut;
    private bool _more;
    private bool _mayChange;
    private Problem? _problem;
    private IReadOnlyList<CheckedFinding> _findings = [];
    private IReadOnlyDictionary<string, ActorName> _names = new Dictionary<string, ActorName>();

    [Inject]
    internal KeyOperations Operations { get; init; } = null!;

    [Inject]
    internal ActorNames Names { get; init; } = null!;

    [Inject]
    internal KeyDialogs Dialogs { get; init; } = null!;

    [Inject]
    internal ILogger<CheckPage> Logger { get; init; } = null!;

    private async Task CheckAsync()
    {
        if (_busy)
        {
            return;
        }

        // Copied tokens bring the blanks and line ends around them along.
        var text = _text?.Trim();
        (_cut, _text, _shown, _more, _problem, _findings) = (_text?.Length >= TypedText.MaxLength, null, false, false, null, []);
        _missing = string.IsNullOrEmpty(text);
        if (!_missing)
        {
            await ReadAsync(() => CheckAsync(text!), "This says nothing about the token; paste it and try again.");
        }
    }

    private async Task CheckAsync(string text)
    {
        var tokens = TokenFinder.Find(text) is { Count: > 0 } found ? found : [text];
        List<CheckedFinding> findings = [];
        foreach (var token in tokens.Take(TokenFinder.Most))
        {
            var result = await Operations.CheckAsync(token);
            if (!result.Succeeded)
            {
                _problem = new Problem("Couldn't check the token", result.Errors[0].Message);
                return;
            }

            findings.Add(new CheckedFinding(TokenFinder.Outline(token), PastedTokens.BeginsLikeOne(token), result.Value));
        }

        _more = tokens.Count > TokenFinder.Most;
        await ShowAsync(findings);
    }

    private async Task ActAsync((KeyAct Act, ApiKeyDetails Key) chosen)
    {
        await Dialogs.OpenAsync(chosen.Act, chosen.Key);
        await ReadAsync(() => ReadAgainAsync(chosen.Key.Id), "What stands below may be out of date.");
    }

    // By the key, not the token: that is forgotten.
    private async Task ReadAgainAsync(string keyId)
    {
        var key = (await Operations.RetrieveAsync(keyId)).Value;
        var code = key?.Status switch
        {
            null => VerificationCode.NotFound,
            ApiKeyStatus.Pending => VerificationCode.Pending,
            ApiKeyStatus.Revoked => VerificationCode.Revoked,
            ApiKeyStatus.Expired => VerificationCode.Expired,
            _ => VerificationCode.Valid,
        };
        await ShowAsync(
        [
            .. _findings.Select(finding => finding.Result.Key?.Id == keyId
                ? finding with { Result = new CheckedToken(code, key is null ? null : finding.Result.Key, key) }
                : finding),
        ]);
    }

    private async Task ShowAsync(IReadOnlyList<CheckedFinding> findings)
    {
        _mayChange = await Operations.MayChangeAsync();
        _names = await Names.ReadAsync(findings.SelectMany(finding => new[] { finding.Result.Key?.CreatedBy, finding.Result.Details?.RevokedBy }));
        _findings = findings;
    }

    private async Task ReadAsync(Func<Task> read, string whenItFails)
    {
        _busy = true;
        try
        {
            _problem = null;
            await read();
        }
        catch (Exception exception)
        {
            // Every exception: Blazor would log it as it is, and it may hold the token.
            LogCheckFailed(Logger, LoggedFailure.Text(exception));
            _problem = new Problem("Couldn't check the token", $"{FailureMessages.OfReading(exception)} {whenItFails}");
        }
        finally
        {
            _busy = false;
        }
    }

    [LoggerMessage(4008, LogLevel.Error, "Checking a token failed: {Problem}")]
    private static partial void LogCheckFailed(ILogger logger, string problem);
}
