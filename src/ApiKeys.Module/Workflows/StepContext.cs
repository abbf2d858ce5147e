using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Workflows;

/// <summary>What a step works with.</summary>
public sealed class StepContext
{
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

    /// <summary>The moment this attempt began, in UTC, whole milliseconds: what the database can hold and every provider agrees on.</summary>
    public DateTimeOffset Now { get; }
}
