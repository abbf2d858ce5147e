using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Receipts;

internal sealed class ReceiptConfiguration : IEntityTypeConfiguration<ReceiptRecord>
{
    public void Configure(EntityTypeBuilder<ReceiptRecord> builder)
    {
        builder.ToTable("apikeys_revocation_receipts");
        builder.Property(row => row.Id).HasMaxLength(64);
        builder.Property(row => row.KeyId).HasMaxLength(64);
        builder.HasIndex(row => row.KeyId);

        // The incomplete ones are found by this. Several nodes complete them, and none takes a completion back.
        builder.Property(row => row.CompletedAt).IsConcurrencyToken();
        builder.HasIndex(row => row.CompletedAt);
        builder.Property(row => row.Nodes).HasConversion(
            nodes => JsonSerializer.Serialize(nodes, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<List<ReceiptNode>>(text, JsonSerializerOptions.Default)!,
            new ValueComparer<List<ReceiptNode>>((a, b) => a!.SequenceEqual(b!), nodes => nodes.Count, nodes => nodes.ToList()));
    }
}
