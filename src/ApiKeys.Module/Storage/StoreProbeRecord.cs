using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Storage;

/// <summary>The one row that is written to learn whether the database takes writes.</summary>
internal sealed class StoreProbeRecord
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>Counts: SQLite writes nothing where a value stays the same.</summary>
    public long Writes { get; set; }

    /// <summary>On SQLite, as many pages as a change writes: on a full disk the log may still have room for a smaller one. Null on servers.</summary>
    public byte[]? Filler { get; set; }
}

internal sealed class StoreProbeConfiguration : IEntityTypeConfiguration<StoreProbeRecord>
{
    public void Configure(EntityTypeBuilder<StoreProbeRecord> builder)
    {
        builder.ToTable("apikeys_store_probe");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
