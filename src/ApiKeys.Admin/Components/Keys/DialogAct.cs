using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Keys;

/// <summary>
/// The one operation of a dialog: runs once at a time, and holds why it was refused, field by field. Its transaction id makes a repeated
/// click, or a retry after an answer that got lost, the same execution; only a failure that left nothing behind needs a new one.
/// </summary>
public sealed partial class DialogAct(TimeProvider time, ILogger logger)
{
    private string _transactionId = NewTransactionId(time);
    private IReadOnlyList<ApiKeyError> _errors = [];
    private string? _failure;

    public bool IsWorking { get; private set; }

    /// <summary>Whether the last attempt failed in a way that may have taken effect.</summary>
    public bool IsOutcomeUnknown { get; private set; }

    /// <summary>What stands above the buttons: a failure, or a refusal that belongs to no field the dialog shows.</summary>
    /// <param name="what">What was tried, as in "Couldn't …".</param>
    /// <param name="shownFields">The fields at which the dialog shows errors.</param>
    public Problem? Problem(string what, IReadOnlyList<string> shownFields)
    {
        if (_failure is not null)
        {
            return new Problem($"Couldn't {what}", _failure);
        }

        foreach (var error in _errors)
        {
            if (error.Field is null || !shownFields.Contains(Plain(error.Field)))
            {
                return new Problem($"Couldn't {what}", error.Message);
            }
        }

        return null;
    }

    /// <summary>Why the operation was refused; none when it took place or failed.</summary>
    public IReadOnlyList<ApiKeyError> Refusals => _errors;

    /// <summary>The key that an operation on several keys was refused for.</summary>
    public string? KeyAtFault => KeysAtFault.FirstOrDefault();

    /// <summary>All of them.</summary>
    public IEnumerable<string> KeysAtFault => _errors.Select(error => error.SubjectId).OfType<string>();

    public bool WasRefused(ApiKeyErrorCode code) => _errors.Any(error => error.Code == code);

    public string? ErrorOf(string field) => _errors.FirstOrDefault(error => error.Field is not null && Plain(error.Field) == field)?.Message;

    public void Forget()
    {
        _errors = [];
        _failure = null;
    }

    /// <summary>Runs the operation unless it is running; <see langword="null"/> when it did not take place.</summary>
    public async Task<T?> RunAsync<T>(string what, Func<string, Task<ApiKeyResult<T>>> operation)
        where T : class
    {
        if (IsWorking)
        {
            return null;
        }

        IsWorking = true;
        var changes = ChangeWatch.Begin();
        try
        {
            var result = await operation(_transactionId);
            (_errors, _failure, IsOutcomeUnknown) = (result.Errors, null, false);
            return result.Value;
        }
        catch (Exception exception)
        {
            // Every exception: the user must know whether the change took effect. Blazor would log the exception unchanged, and it may contain the token.
            LogFailed(logger, what, _transactionId, LoggedFailure.Text(exception));
            (_errors, _failure, IsOutcomeUnknown) = ([], FailureMessages.Of(exception, _transactionId, changes), !FailureMessages.LeftNothing(exception, changes));
            if (!FailureMessages.MayHaveTakenEffect(exception, changes))
            {
                _transactionId = NewTransactionId(time);
            }

            return null;
        }
        finally
        {
            IsWorking = false;
        }
    }

    // In a call for several keys one reason belongs to all: "[2].reason" is the dialog's "reason".
    private static string Plain(string field) => field[(field.LastIndexOf('.') + 1)..];

    private static string NewTransactionId(TimeProvider time) => Ids.New("ui_", time);

    // As a text with tokens taken out: a host's step behind a creation holds the secret, and may say it when it fails.
    [LoggerMessage(4002, LogLevel.Error, "An operator's attempt to {What} failed ({TransactionId}): {Problem}")]
    private static partial void LogFailed(ILogger logger, string what, string transactionId, string problem);
}
