using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Samples.Workflows;

/// <summary>The store's own tables, in the library's database.</summary>
public sealed class StoreDbContext(DbContextOptions<StoreDbContext> options) : DbContext(options)
{
    public DbSet<Partner> Partners => Set<Partner>();

    public static StoreDbContext On(DbConnection connection) =>
        new(new DbContextOptionsBuilder<StoreDbContext>().UseSqlite(connection).Options);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<Partner>().ToTable("partners");
    }
}
