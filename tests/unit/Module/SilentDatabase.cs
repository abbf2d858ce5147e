using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Module;

/// <summary>A network that swallows questions: no answer, no error, and no heed paid to a cancellation.</summary>
internal sealed class SilentDatabase : DbCommandInterceptor
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsSilent { get; set; }

    /// <summary>Done with the first question that was swallowed.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Whether a connection was closed while it had a question to answer. What a driver does then is its own affair; Npgsql's waits for ever.</summary>
    public bool WasHungUpOn { get; private set; }

    public void Answer() => _answered.TrySetResult();

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await SwallowAsync(command);
        return result;
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        await SwallowAsync(command);
        return result;
    }

    private async Task SwallowAsync(DbCommand command)
    {
        if (IsSilent)
        {
            command.Connection!.StateChange += (_, change) => WasHungUpOn |= change.CurrentState == ConnectionState.Closed && !_answered.Task.IsCompleted;
            _asked.TrySetResult();
            await _answered.Task;
        }
    }
}
