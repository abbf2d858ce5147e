using System.Data.Common;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>A fault that a test asked for.</summary>
internal sealed class InjectedFaultException(string where) : Exception($"Injected: {where}");

/// <summary>
/// Throws at a chosen point of the database work. Points are counted in the order they are passed: before each save, after each save, after each commit.
/// Counting on to the first run that passes no fault covers every point there is.
/// </summary>
internal sealed class FaultInjector : SaveChangesInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor
{
    private int _passed;
    private bool _armed;

    /// <summary>The point to throw at, from 0; null for none.</summary>
    public int? At { get; set; }

    /// <summary>Whether the process dies at that point: everything it asks of the database from then on fails too.</summary>
    public bool Dies { get; set; }

    /// <summary>Whether every undo fails, for as long as this is set.</summary>
    public bool FailsCompensations { get; set; }

    public bool HasThrown { get; private set; }

    public bool IsDead => Dies && HasThrown;

    /// <summary>Starts to count: what a test arranges before is left alone.</summary>
    public void Arm()
    {
        _armed = true;
        _passed = 0;
        HasThrown = false;
    }

    /// <summary>The process dies here and now.</summary>
    public void Die()
    {
        Dies = true;
        HasThrown = true;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (FailsCompensations && Compensates(eventData.Context!))
        {
            throw new InjectedFaultException("undo");
        }

        Pass("before save");
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Pass("after save");
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Pass("after commit");
        return Task.CompletedTask;
    }

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        IsDead ? throw new InjectedFaultException("dead") : ValueTask.FromResult(result);

    private static bool Compensates(DbContext context) => context.ChangeTracker.Entries<WorkflowStepRecord>()
        .Any(entry => entry.State == EntityState.Modified && entry.Entity.State == StepState.Compensated);

    private void Pass(string where)
    {
        if (!_armed)
        {
            return;
        }

        if (IsDead)
        {
            throw new InjectedFaultException("dead");
        }

        if (_passed++ == At && !HasThrown)
        {
            HasThrown = true;
            throw new InjectedFaultException(where);
        }
    }
}
