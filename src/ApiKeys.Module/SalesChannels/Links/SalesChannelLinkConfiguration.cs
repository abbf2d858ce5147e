using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.SalesChannels.Links;

internal sealed class SalesChannelLinkConfiguration : IEntityTypeConfiguration<SalesChannelLink>
{
    public void Configure(EntityTypeBuilder<SalesChannelLink> builder)
    {
        builder.ToTable("apikeys_key_sales_channels");
        builder.HasKey(link => new { link.KeyId, link.ChannelId });
        builder.Property(link => link.KeyId).HasMaxLength(64);
        builder.Property(link => link.ChannelId).HasMaxLength(64);

        // Rows go with their key or channel only where its creation is undone and the row itself goes; a deletion unlinks.
        builder.HasOne(link => link.Channel).WithMany(channel => channel.Links).HasForeignKey(link => link.ChannelId);
        builder.Property(link => link.ExecutionId).HasMaxLength(64).IsConcurrencyToken();
    }
}
