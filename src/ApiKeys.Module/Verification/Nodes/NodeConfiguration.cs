using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Verification.Nodes;

internal sealed class NodeConfiguration : IEntityTypeConfiguration<NodeRecord>
{
    public const int NameMaxLength = 100;

    public void Configure(EntityTypeBuilder<NodeRecord> builder)
    {
        builder.ToTable("apikeys_nodes");
        builder.Property(row => row.Id).HasMaxLength(64);
        builder.Property(row => row.Name).HasMaxLength(NameMaxLength);
    }
}
