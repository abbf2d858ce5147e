using System.Text.Json;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Storage;

/// <summary>
/// The module's model, shared by every provider; a derived context per provider owns its column types and migrations. It knows no entity: each mapping stands
/// beside what it maps, and is found by its type.
/// </summary>
internal abstract class ApiKeysDbContext(DbContextOptions options) : DbContext(options)
{
    public const string MigrationsHistoryTable = "__ApiKeysMigrationsHistory";

    /// <summary>Whether the database inserts or updates with <c>ON CONFLICT</c>, or else in two statements.</summary>
    public virtual bool HasOnConflict => true;

    /// <summary>Whether an <c>UPDATE</c> can return what it wrote, or else a second statement has to read it.</summary>
    public virtual bool HasReturning => true;

    /// <summary>Whether a transaction keeps all others from writing from its begin on, so that what it reads stays true until its commit.</summary>
    public virtual bool ExcludesOtherWriters => false;

    /// <summary>How many bytes a probe of the store writes; see <see cref="StoreProbeRecord.Filler"/>.</summary>
    public virtual int ProbeBytes => 0;

    /// <summary>Creates or migrates the module's tables, in the way that suits the provider.</summary>
    public abstract Task MigrateAsync(TimeProvider timeProvider, CancellationToken cancellationToken);

    /// <summary>Reads the clock that all nodes share.</summary>
    public abstract Task<DateTimeOffset> ReadClockAsync(TimeProvider timeProvider, CancellationToken cancellationToken);

    /// <summary>Lets what this context commits from now on be lost in a power cut, where that saves waiting for a disk.</summary>
    public abstract Task ForgoDurabilityAsync(CancellationToken cancellationToken);

    /// <summary>Reads the settings of the database that promises depend on.</summary>
    public virtual Task<IReadOnlyList<SettingProblem>> FindSettingProblemsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SettingProblem>>([]);

    /// <summary>Whether <see cref="ListenAsync"/> can say at once that events were committed.</summary>
    public virtual bool HasHints => false;

    /// <summary>Calls back when events were committed, until cancelled or the connection is lost. A hint may be missed: it saves waiting for the next poll, and no more.</summary>
    public virtual Task ListenAsync(Action committed, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reads, at next to no cost, a mark that changes with every commit of another connection; null where the database has none.</summary>
    public virtual Task<ChangeMark?> ReadChangeMarkAsync(CancellationToken cancellationToken) => Task.FromResult<ChangeMark?>(null);

    /// <summary>
    /// Makes this transaction the only one that writes usage, where two of them would lock rows in the order that the plan of their statements happens to have, and
    /// deadlock.
    /// </summary>
    public virtual Task WaitForUsageWritersAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddWorkflows();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ApiKeysDbContext).Assembly);

        // The words of the design, in the spelling that SQL is written in by hand: created_by, last_used_at.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }
    }
}
