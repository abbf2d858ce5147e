using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Usage.Callers;

internal sealed class CallerConfiguration : IEntityTypeConfiguration<CallerRecord>
{
    public const int AddressMaxLength = 64;
    public const int UserAgentMaxLength = 200;
    public const int RouteMaxLength = 200;

    public void Configure(EntityTypeBuilder<CallerRecord> builder)
    {
        builder.ToTable("apikeys_callers");
        builder.HasKey(row => new { row.KeyId, row.IsAccepted, row.Address, row.UserAgent });
        builder.Property(row => row.KeyId).HasMaxLength(64);
        builder.Property(row => row.Address).HasMaxLength(AddressMaxLength);
        builder.Property(row => row.UserAgent).HasMaxLength(UserAgentMaxLength);
        builder.Property(row => row.Route).HasMaxLength(RouteMaxLength);

        // Who was refused lately, over all keys.
        builder.HasIndex(row => new { row.IsAccepted, row.LastAt });
    }
}
