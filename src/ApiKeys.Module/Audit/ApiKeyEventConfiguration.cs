using System.Text.Json;
using ApiKeys.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApiKeys.Audit;

internal sealed class ApiKeyEventConfiguration : IEntityTypeConfiguration<ApiKeyEvent>
{
    public void Configure(EntityTypeBuilder<ApiKeyEvent> builder)
    {
        builder.ToTable("apikeys_events");
        builder.Property(row => row.Id).HasMaxLength(64);
        builder.Ignore(row => row.Follows);
        builder.Property(row => row.SubjectId).HasMaxLength(64);
        builder.Property(row => row.SubjectTitle).HasMaxLength(2 * TextRules.TitleMaxLength);
        builder.Property(row => row.Actor).HasMaxLength(Actor.MaxLength);
        builder.Property(row => row.ExecutionId).HasMaxLength(64);
        builder.Property(row => row.Facts).HasConversion(
            facts => JsonSerializer.Serialize(facts, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<Dictionary<string, string>>(json, JsonSerializerOptions.Default)!,
            new ValueComparer<Dictionary<string, string>>(
                (left, right) => ReferenceEquals(left, right), facts => facts.Count, facts => facts));

        // No foreign key to the key: an undone creation leaves its events behind, and the trail outlives what it tells of.
        builder.HasIndex(row => new { row.SubjectId, row.Id });
        builder.HasIndex(row => row.ExecutionId);
        builder.HasIndex(row => row.Position).IsUnique();
    }
}
