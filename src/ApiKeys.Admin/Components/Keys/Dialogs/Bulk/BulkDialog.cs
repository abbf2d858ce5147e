using ApiKeys.Admin.Components.Shared.Messages;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Bulk;

/// <summary>A dialog that does one thing with many keys: it shows how far it is, and which keys were refused.</summary>
public abstract class BulkDialog : KeyDialog
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<ApiKeyDetails> Keys { get; set; }

    /// <summary>The run; <see langword="null"/> before it.</summary>
    protected BulkRun? Run { get; private set; }

    /// <summary>Whether the run is over and has something to tell.</summary>
    protected bool IsOver { get; private set; }

    protected Problem? RunProblem => Run?.Problem is { } problem && Run.Left > 0
        ? problem with { Detail = $"{problem.Detail} Done with {KeyMessages.Count(Run.Done)}, not with the other {KeyMessages.Count(Run.Left)}." }
        : null;

    /// <summary>Runs the act, and closes the dialog when it was done with every key.</summary>
    protected async Task RunAllAsync(
        IReadOnlyList<ApiKeyDetails> keys, string done, Func<IReadOnlyList<ApiKeyDetails>, string, Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>>> operation)
    {
        if (IsOver)
        {
            Close();
            return;
        }

        Run = new BulkRun(What, operation, () => new DialogAct(Time, Loggers.CreateLogger(GetType())));
        await Run.RunAsync(keys, StateHasChanged);
        if (Run.Done > 0)
        {
            Feedback.Done($"{done} {KeyMessages.Count(Run.Done)}");
        }

        if (Run.Refusals.Count == 0 && Run.Problem is null)
        {
            Close();
        }
        else
        {
            IsOver = true;
        }
    }
}
