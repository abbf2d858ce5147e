using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.Workflows;

/// <summary>What a step works with.</summary>
public sealed class StepContext
{
    private readonly List<DbContext> _joined = [];
    private readonly Dictionary<Type, List<object>> _asked = [];

    internal StepContext(DbContext database, string executionId, string startedBy, DateTimeOffset now)
    {
        Database = database;
        ExecutionId = executionId;
        StartedBy = startedBy;
        Now = now;
    }

    /// <summary>The context to read from and to change. Belongs to this attempt alone; the runner saves it.</summary>
    public DbContext Database { get; }

    /// <summary>The execution that this step is part of.</summary>
    public string ExecutionId { get; }

    /// <summary>Who started the execution.</summary>
    public string StartedBy { get; }

    /// <summary>
    /// The moment this attempt began, in UTC, whole milliseconds: what the database can hold and every provider agrees on. By the clock of the database, so that
    /// nodes with different clocks agree.
    /// </summary>
    public DateTimeOffset Now { get; }

    /// <summary>
    /// Opens a context of the host's own on this attempt's connection and takes it into the transaction, so that changes to the host's tables in the
    /// same database commit together with the journal or not at all. The runner saves and disposes it.
    /// </summary>
    /// <param name="open">Makes the context on the connection it is given, for example with <c>UseSqlite(connection)</c>.</param>
    /// <typeparam name="TContext">The host's context.</typeparam>
    public async Task<TContext> JoinAsync<TContext>(Func<DbConnection, TContext> open)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(open);
        var context = open(Database.Database.GetDbConnection());
        _joined.Add(context);
        context.Database.AutoSavepointsEnabled = false;
        await context.Database.UseTransactionAsync(Database.Database.CurrentTransaction!.GetDbTransaction());
        return context;
    }

    /// <summary>
    /// Requests a stage that runs once, after the execution's changes are committed and before its caller gets the result. It also runs if this step refuses. The
    /// requests of a failed attempt don't count.
    /// </summary>
    /// <param name="subjects">What the stage works on. It gets the subjects of all steps together.</param>
    /// <typeparam name="TStage">A registered stage, or a base class of one.</typeparam>
    public void AfterCommit<TStage>(params IEnumerable<object> subjects)
        where TStage : AfterCommitStage
    {
        ArgumentNullException.ThrowIfNull(subjects);
        if (!_asked.TryAdd(typeof(TStage), [.. subjects]))
        {
            _asked[typeof(TStage)].AddRange(subjects);
        }
    }

    internal IReadOnlyDictionary<Type, List<object>> Asked => _asked;

    internal async Task SaveJoinedAsync(CancellationToken cancellationToken)
    {
        foreach (var context in _joined)
        {
            await context.SaveChangesAsync(cancellationToken);
        }
    }

    internal IReadOnlyList<DbContext> Joined => _joined;
}
