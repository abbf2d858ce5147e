using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Keys.Dialogs.Bulk;

/// <summary>A dialog that changes many keys. It shows the progress and which keys were refused.</summary>
public abstract class BulkDialog : KeyDialog
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<ApiKeyDetails> Keys { get; set; }

    /// <summary>The run; <see langword="null"/> before it.</summary>
    protected BulkRun? Run { get; private set; }

    /// <summary>Whether the run is over and has something to tell.</summary>
    protected bool IsOver { get; private set; }

    protected Problem? RunProblem => Run?.Problem is { } problem && Run.Left > 0
        ? problem with { Detail = $"{problem.Detail} {KeyMessages.Count(Run.Done)} {Were(Run.Done)} changed; {Rest(Run.Unknown, Run.Left - Run.Unknown)}." }
        : null;

    /// <summary>Runs the action, and closes the dialog when every key was changed.</summary>
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

    private static string Rest(int unknown, int unchanged) => (unknown, unchanged) switch
    {
        (0, _) => $"{Counted.Number(unchanged)} {Were(unchanged)} not",
        (_, 0) => $"{Counted.Number(unknown)} may have changed",
        _ => $"{Counted.Number(unknown)} may have changed; {Counted.Number(unchanged)} {Were(unchanged)} not",
    };

    private static string Were(int count) => count == 1 ? "was" : "were";
}
