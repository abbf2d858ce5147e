using ApiKeys.Operations;
using ApiKeys.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Keys;

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    // Twice what the rules allow: room that costs nothing.
    private const int TitleColumnLength = 2 * TextRules.TitleMaxLength;
    private const int RedactedLength = 40;

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("apikeys_keys");
        builder.Property(key => key.Id).HasMaxLength(64);
        builder.Property(key => key.Title).HasMaxLength(TitleColumnLength);
        builder.Property(key => key.Description).HasMaxLength(2 * TextRules.DescriptionMaxLength);
        builder.Property(key => key.Digest).HasMaxLength(TokenHasher.DigestLength).IsFixedLength();
        builder.Property(key => key.Redacted).HasMaxLength(RedactedLength);
        builder.Property(key => key.PublicToken).HasMaxLength(TokenFormat.MaxLength);
        builder.Property(key => key.SearchText).HasMaxLength(TitleColumnLength + 1 + RedactedLength);
        builder.Property(key => key.RevokedBy).HasMaxLength(Actor.MaxLength);
        builder.Property(key => key.RevokeReason).HasMaxLength(2 * TextRules.ReasonMaxLength);
        builder.Property(key => key.ReplacesId).HasMaxLength(64);
        builder.Property(key => key.CreatedBy).HasMaxLength(Actor.MaxLength);
        builder.Property(key => key.OwnedBy).HasMaxLength(Actor.MaxLength);
        builder.HasMany(key => key.Links).WithOne().HasForeignKey(link => link.KeyId);
        builder.Property(key => key.Version).IsConcurrencyToken();
        builder.Property(key => key.ExpiryWarnedDays).IsConcurrencyToken();
        builder.Property(key => key.EndedAt).IsConcurrencyToken();
        builder.Property(key => key.IdleWarnedAt).IsConcurrencyToken();

        // Not every provider has a type for a span of more than a day.
        builder.Property(key => key.ReplacedEndsAfter).HasConversion<long>();

        // Tombstones included: a token's digest is never free again.
        builder.HasIndex(key => key.Digest).IsUnique();
        builder.HasIndex(key => key.ReplacesId);

        // Ends to come: looked at twice a second.
        builder.HasIndex(key => key.ExpiresAt).HasFilter("ended_at IS NULL AND deleted_at IS NULL AND expires_at IS NOT NULL").HasDatabaseName("IX_apikeys_keys_expires_at");
        builder.HasIndex(key => key.RevokedAt).HasFilter("ended_at IS NULL AND deleted_at IS NULL AND revoked_at IS NOT NULL").HasDatabaseName("IX_apikeys_keys_revoked_at");

        // Lists read these two and no row but those of the page. The first is in the order that lists have unless asked otherwise and holds all that
        // they are filtered and sorted by; the second, in the order of titles, is narrower, for what is counted and searched.
        builder.HasIndex(key => new
        {
            key.DeletedAt,
            key.CreatedAt,
            key.Id,
            key.Type,
            key.ActivatedAt,
            key.ExpiresAt,
            key.RevokedAt,
            key.EndedAt,
            key.UpdatedAt,
            key.LastUsedAt,
            key.CreatedBy,
            key.OwnedBy,
            key.SearchText,
        }).HasDatabaseName("IX_apikeys_keys_list");
        builder.HasIndex(key => new
        {
            key.DeletedAt,
            key.SearchText,
            key.Id,
            key.Type,
            key.ActivatedAt,
            key.ExpiresAt,
            key.RevokedAt,
            key.EndedAt,
            key.CreatedAt,
        }).HasDatabaseName("IX_apikeys_keys_search");
    }
}
