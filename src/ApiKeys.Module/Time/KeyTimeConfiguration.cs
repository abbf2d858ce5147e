using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Time;

internal sealed class KeyTimeConfiguration : IEntityTypeConfiguration<KeyTimeRecord>
{
    public void Configure(EntityTypeBuilder<KeyTimeRecord> builder)
    {
        builder.ToTable("apikeys_key_time");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasData(new KeyTimeRecord { Id = KeyTimeRecord.OnlyId, CoveredUntil = DateTimeOffset.UnixEpoch });
    }
}
