using System.Text.Json;
using ApiKeys.Usage;
using ApiKeys.Verification.Nodes;
using ApiKeys.Verification.Receipts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ApiKeys.Storage;

/// <summary>Maps the nodes that verify, the receipts of revocations and the uses of keys.</summary>
internal static class VerificationConfigurations
{
    public const int NodeNameMaxLength = 100;
    public const int AddressMaxLength = 64;
    public const int UserAgentMaxLength = 200;
    public const int RouteMaxLength = 200;

    public static ModelBuilder AddVerification(this ModelBuilder model)
    {
        model.Entity<NodeRecord>(node =>
        {
            node.ToTable("nodes");
            node.Property(row => row.Id).HasMaxLength(64);
            node.Property(row => row.Name).HasMaxLength(NodeNameMaxLength);
        });

        model.Entity<ReceiptRecord>(receipt =>
        {
            receipt.ToTable("revocation_receipts");
            receipt.Property(row => row.Id).HasMaxLength(64);
            receipt.Property(row => row.KeyId).HasMaxLength(64);
            receipt.HasIndex(row => row.KeyId);

            // The incomplete ones are found by this. Several nodes complete them, and none takes a completion back.
            receipt.Property(row => row.CompletedAt).IsConcurrencyToken();
            receipt.HasIndex(row => row.CompletedAt);
            receipt.Property(row => row.Nodes).HasConversion(
                nodes => JsonSerializer.Serialize(nodes, JsonSerializerOptions.Default),
                text => JsonSerializer.Deserialize<List<ReceiptNode>>(text, JsonSerializerOptions.Default)!,
                new ValueComparer<List<ReceiptNode>>((a, b) => a!.SequenceEqual(b!), nodes => nodes.Count, nodes => nodes.ToList()));
        });

        model.Entity<UseCount>(use =>
        {
            use.ToTable("api_key_uses");
            use.HasKey(row => new { row.KeyId, row.Hour, row.Code });
            use.Property(row => row.KeyId).HasMaxLength(64);

            // What is older than it is kept for goes by this.
            use.HasIndex(row => row.Hour);
        });

        model.Entity<CallerRecord>(caller =>
        {
            caller.ToTable("api_key_callers");
            caller.HasKey(row => new { row.KeyId, row.IsAccepted, row.Address, row.UserAgent });
            caller.Property(row => row.KeyId).HasMaxLength(64);
            caller.Property(row => row.Address).HasMaxLength(AddressMaxLength);
            caller.Property(row => row.UserAgent).HasMaxLength(UserAgentMaxLength);
            caller.Property(row => row.Route).HasMaxLength(RouteMaxLength);

            // Who was refused lately, over all keys.
            caller.HasIndex(row => new { row.IsAccepted, row.LastAt });
        });

        return model;
    }
}
