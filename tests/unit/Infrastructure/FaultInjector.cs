using System.Data.Common;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>A fault that a test asked for.</summary>
internal sealed class InjectedFaultException(string where) : Exception($"Injected: {where}");

/// <summary>
/// Throws, or does something else, at a chosen point of the database work. Points are counted in the order they are passed: before each save, after each
/// save, after each commit, and on demand before each command and each transaction. Counting on to the first run that passes no fault covers every
/// point there is.
/// </summary>
internal sealed class FaultInjector : SaveChangesInterceptor, IDbCommandInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor
{
    private int _passed;
    private bool _armed;
    private bool _isCommitted;

    /// <summary>The point to strike at, from 0; null for none.</summary>
    public int? At { get; set; }

    /// <summary>What happens there instead of an exception; given the token of the work that it interrupts.</summary>
    public Func<CancellationToken, Task>? Act { get; set; }

    /// <summary>Whether the process dies at that point: everything it asks of the database from then on fails too.</summary>
    public bool Dies { get; set; }

    /// <summary>Whether each command and the begin of each transaction is a point too.</summary>
    public bool CountsCommands { get; set; }

    /// <summary>Whether only those points count at which no transaction keeps the others from writing.</summary>
    public bool CountsUnlockedOnly { get; set; }

    /// <summary>Whether only those points count that follow a commit, and with them each close of a connection.</summary>
    public bool CountsAfterCommitOnly { get; set; }

    /// <summary>Whether every undo fails, for as long as this is set.</summary>
    public bool FailsCompensations { get; set; }

    public bool HasThrown { get; private set; }

    public bool IsDead => Dies && HasThrown;

    /// <summary>Starts to count: what a test arranges before is left alone.</summary>
    public void Arm()
    {
        _armed = true;
        _passed = 0;
        _isCommitted = false;
        HasThrown = false;
    }

    /// <summary>Stops counting: what a test looks at afterwards is left alone too.</summary>
    public void Disarm() => _armed = false;

    /// <summary>The process dies here and now.</summary>
    public void Die()
    {
        Dies = true;
        HasThrown = true;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (FailsCompensations && Compensates(eventData.Context!))
        {
            throw new InjectedFaultException("undo");
        }

        await PassAsync("before save", IsLocked(eventData), cancellationToken);
        return result;
    }

    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        await PassAsync("after save", IsLocked(eventData), cancellationToken);
        return result;
    }

    public async Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await PassAsync("after commit", isLocked: false, cancellationToken);
        _isCommitted = _armed;
    }

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default)
    {
        await PassCommandAsync("before transaction", isLocked: false, cancellationToken);
        return result;
    }

    public async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await PassCommandAsync("before command", IsLocked(eventData), cancellationToken);
        return result;
    }

    public async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await PassCommandAsync("before command", IsLocked(eventData), cancellationToken);
        return result;
    }

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        IsDead ? throw new InjectedFaultException("dead") : ValueTask.FromResult(result);

    public async ValueTask<InterceptionResult> ConnectionClosingAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        if (CountsAfterCommitOnly)
        {
            await PassAsync("before close", isLocked: false, CancellationToken.None);
        }

        return result;
    }

    private static bool Compensates(DbContext context) => context.ChangeTracker.Entries<WorkflowStepRecord>()
        .Any(entry => entry.State == EntityState.Modified && entry.Entity.State == StepState.Compensated);

    private static bool IsLocked(DbContextEventData eventData) => eventData.Context?.Database.CurrentTransaction is not null;

    private Task PassCommandAsync(string where, bool isLocked, CancellationToken cancellationToken) =>
        CountsCommands ? PassAsync(where, isLocked, cancellationToken) : Task.CompletedTask;

    private Task PassAsync(string where, bool isLocked, CancellationToken cancellationToken)
    {
        if (!_armed || (CountsUnlockedOnly && isLocked) || (CountsAfterCommitOnly && !_isCommitted))
        {
            return Task.CompletedTask;
        }

        if (IsDead)
        {
            throw new InjectedFaultException("dead");
        }

        if (_passed++ != At || HasThrown)
        {
            return Task.CompletedTask;
        }

        HasThrown = true;
        return Act?.Invoke(cancellationToken) ?? throw new InjectedFaultException(where);
    }
}
