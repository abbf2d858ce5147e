using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.Workflows;

/// <summary>The transaction in which the changes of a step, or of its undo, are committed together with the journal.</summary>
internal sealed class StepTransaction : IAsyncDisposable
{
    private readonly IDbContextTransaction _transaction;

    private StepTransaction(DbContext context, IDbContextTransaction transaction, StepContext step)
    {
        Context = context;
        _transaction = transaction;
        Step = step;
    }

    public DbContext Context { get; }

    /// <summary>What the step works with.</summary>
    public StepContext Step { get; }

    [SuppressMessage("Reliability", "CA2000", Justification = "The transaction that is returned disposes the context.")]
    public static async Task<StepTransaction> BeginAsync(
        WorkflowDatabase database, string executionId, string startedBy, CancellationToken cancellationToken)
    {
        var context = database.Open();
        try
        {
            // Opened by itself, so that the commit doesn't close it: if that failed, a commit that took effect would look like one that didn't.
            await context.Database.OpenConnectionAsync(cancellationToken);
            var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var now = await database.StepTimeAsync(context, cancellationToken);
            return new StepTransaction(context, transaction, new StepContext(context, executionId, startedBy, now));
        }
        catch (Exception)
        {
            await CloseAsync(context);
            throw;
        }
    }

    public Task CommitAsync() => _transaction.CommitAsync(CancellationToken.None);

    /// <summary>Ends the transaction without a commit, so that others don't wait for it.</summary>
    public Task AbandonAsync() => EndAsync(_transaction);

    public async ValueTask DisposeAsync()
    {
        foreach (var joined in Step.Joined)
        {
            await EndAsync(joined);
        }

        await CloseAsync(Context);
    }

    // A pooled context keeps a connection that was opened by itself.
    private static async Task CloseAsync(DbContext context)
    {
        await TryAsync(context.Database.CloseConnectionAsync);
        await EndAsync(context);
    }

    private static Task EndAsync(IAsyncDisposable ending) => TryAsync(() => ending.DisposeAsync().AsTask());

    private static async Task TryAsync(Func<Task> end)
    {
        try
        {
            await end();
        }
        catch (Exception)
        {
            // If a connection can't be closed, what it has committed is still valid. The server ends the connection by itself.
        }
    }
}
