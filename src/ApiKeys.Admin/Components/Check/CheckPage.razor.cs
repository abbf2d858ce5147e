using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Shared;
using ApiKeys.Admin.Operations;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Check;

/// <summary>Tells what a token is. The token leaves the component's state before the answer comes.</summary>
public sealed partial class CheckPage : ComponentBase
{
    private string? _token;
    private bool _shown;
    private bool _looksLikeToken;
    private bool _missing;
    private bool _busy;
    private Problem? _problem;
    private CheckedToken? _checked;
    private IReadOnlyDictionary<string, ActorName> _names = new Dictionary<string, ActorName>();

    [Inject]
    internal KeyOperations Operations { get; init; } = null!;

    [Inject]
    internal ActorNames Names { get; init; } = null!;

    [Inject]
    internal ILogger<CheckPage> Logger { get; init; } = null!;

    private async Task CheckAsync()
    {
        if (_busy)
        {
            return;
        }

        // Copied tokens bring the blanks and line ends around them along.
        var token = _token?.Trim();
        (_token, _shown, _problem, _checked) = (null, false, null, null);
        _missing = string.IsNullOrEmpty(token);
        if (_missing)
        {
            return;
        }

        _busy = true;
        _looksLikeToken = PastedTokens.BeginsLikeOne(token!);
        try
        {
            var result = await Operations.CheckAsync(token!);
            if (result.Value is { } checkedToken)
            {
                _names = await Names.ReadAsync([checkedToken.Key?.CreatedBy, checkedToken.Details?.RevokedBy]);
                _checked = checkedToken;
            }
            else
            {
                _problem = new Problem("Couldn't check the token", result.Errors[0].Message);
            }
        }
        catch (Exception exception)
        {
            LogCheckFailed(Logger, exception);
            _problem = new Problem(
                "Couldn't check the token", $"{FailureWords.OfReading(exception)} This says nothing about the token; paste it and try again.");
        }
        finally
        {
            _busy = false;
        }
    }

    [LoggerMessage(4004, LogLevel.Error, "Checking a token failed")]
    private static partial void LogCheckFailed(ILogger logger, Exception exception);
}
