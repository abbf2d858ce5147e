using ApiKeys.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.SalesChannels;

internal sealed class SalesChannelConfiguration : IEntityTypeConfiguration<SalesChannel>
{
    // Twice what the rules allow: room that costs nothing.
    private const int NameColumnLength = 2 * TextRules.TitleMaxLength;
    private const int DescriptionColumnLength = 2 * TextRules.DescriptionMaxLength;

    public void Configure(EntityTypeBuilder<SalesChannel> builder)
    {
        builder.ToTable("apikeys_sales_channels");
        builder.Property(channel => channel.Id).HasMaxLength(64);
        builder.Property(channel => channel.Name).HasMaxLength(NameColumnLength);
        builder.Property(channel => channel.Description).HasMaxLength(DescriptionColumnLength);
        builder.Property(channel => channel.SearchText).HasMaxLength(NameColumnLength + 1 + DescriptionColumnLength);
        builder.Property(channel => channel.CreatedBy).HasMaxLength(Actor.MaxLength);
        builder.Property(channel => channel.Version).IsConcurrencyToken();
    }
}
