using ApiKeys.Keys;
using ApiKeys.SalesChannels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Storage;

internal sealed class SalesChannelConfiguration : IEntityTypeConfiguration<SalesChannel>
{
    // Twice what the rules allow: room that costs nothing.
    private const int NameColumnLength = 2 * ApiKeyRules.TitleMaxLength;
    private const int DescriptionColumnLength = 2 * ApiKeyRules.DescriptionMaxLength;

    public void Configure(EntityTypeBuilder<SalesChannel> builder)
    {
        builder.ToTable("sales_channels");
        builder.Property(channel => channel.Id).HasMaxLength(64);
        builder.Property(channel => channel.Name).HasMaxLength(NameColumnLength);
        builder.Property(channel => channel.Description).HasMaxLength(DescriptionColumnLength);
        builder.Property(channel => channel.SearchText).HasMaxLength(NameColumnLength + 1 + DescriptionColumnLength);
        builder.Property(channel => channel.CreatedBy).HasMaxLength(Actor.MaxLength);
        builder.Property(channel => channel.Version).IsConcurrencyToken();
    }
}
