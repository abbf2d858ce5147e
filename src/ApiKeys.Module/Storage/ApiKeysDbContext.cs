using System.Text.Json;
using ApiKeys.Events;
using ApiKeys.Keys;
using ApiKeys.SalesChannels;
using ApiKeys.Scheduling;
using ApiKeys.Verification.Nodes;
using ApiKeys.Verification.Receipts;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Storage;

/// <summary>The module's model, shared by every provider; a derived context per provider owns its column types and migrations.</summary>
internal abstract class ApiKeysDbContext(DbContextOptions options) : DbContext(options)
{
    public const string MigrationsHistoryTable = "__ApiKeysMigrationsHistory";

    public DbSet<ApiKey> Keys => Set<ApiKey>();

    public DbSet<ApiKeyEvent> Events => Set<ApiKeyEvent>();

    public DbSet<SalesChannel> SalesChannels => Set<SalesChannel>();

    public DbSet<SalesChannelLink> Links => Set<SalesChannelLink>();

    public DbSet<NodeRecord> Nodes => Set<NodeRecord>();

    public DbSet<ReceiptRecord> Receipts => Set<ReceiptRecord>();

    /// <summary>Whether the database inserts or updates with <c>ON CONFLICT</c>, or else in two statements.</summary>
    public virtual bool HasOnConflict => true;

    /// <summary>Creates or migrates the module's tables, in the way that suits the provider.</summary>
    public abstract Task MigrateAsync(TimeProvider timeProvider, CancellationToken cancellationToken);

    /// <summary>Reads the clock that all nodes share.</summary>
    public abstract Task<DateTimeOffset> ReadClockAsync(TimeProvider timeProvider, CancellationToken cancellationToken);

    /// <summary>Lets what this context commits from now on be lost in a power cut, where that saves waiting for a disk.</summary>
    public abstract Task ForgoDurabilityAsync(CancellationToken cancellationToken);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await EventFeedStamp.StampAsync(this, cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save asynchronously: the events are numbered before.");

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddWorkflowJournal();
        modelBuilder.ApplyConfiguration(new ScheduledJobConfiguration());
        modelBuilder.AddEvents();
        modelBuilder.AddVerification();
        modelBuilder.ApplyConfiguration(new ApiKeyConfiguration());
        modelBuilder.ApplyConfiguration(new KeyTimeConfiguration());
        modelBuilder.ApplyConfiguration(new ApiKeyEventConfiguration());
        modelBuilder.ApplyConfiguration(new SalesChannelConfiguration());
        modelBuilder.ApplyConfiguration(new SalesChannelLinkConfiguration());
        modelBuilder.ApplyConfiguration(new StoreProbeConfiguration());

        // The words of the design, in the spelling that SQL is written in by hand: created_by, last_used_at.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }
    }
}
