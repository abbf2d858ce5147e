using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Policies;

internal sealed class PolicyConfiguration : IEntityTypeConfiguration<PolicyRecord>
{
    public void Configure(EntityTypeBuilder<PolicyRecord> builder)
    {
        builder.ToTable("apikeys_policies");
        builder.HasKey(policy => policy.Kind);
        builder.Property(policy => policy.Kind).HasConversion(kind => PolicyJson.NameOf(kind), name => PolicyJson.KindOf(name)).HasMaxLength(64);
        builder.Property(policy => policy.ChangedBy).HasMaxLength(Actor.MaxLength);
        builder.Property(policy => policy.Version).IsConcurrencyToken();
    }
}
