using ApiKeys.Keys.Ends;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Storage;

internal sealed class KeyTimeConfiguration : IEntityTypeConfiguration<KeyTimeRecord>
{
    public void Configure(EntityTypeBuilder<KeyTimeRecord> builder)
    {
        builder.ToTable("key_time");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasData(new KeyTimeRecord { Id = KeyTimeRecord.OnlyId, CoveredUntil = DateTimeOffset.UnixEpoch });
    }
}
