using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Usage;

internal sealed class UseCountConfiguration : IEntityTypeConfiguration<UseCount>
{
    public void Configure(EntityTypeBuilder<UseCount> builder)
    {
        builder.ToTable("apikeys_uses");
        builder.HasKey(row => new { row.KeyId, row.Hour, row.Code });
        builder.Property(row => row.KeyId).HasMaxLength(64);

        // What is older than it is kept for goes by this.
        builder.HasIndex(row => row.Hour);
    }
}
