using System.Security.Cryptography;
using ApiKeys.Keys;
using ApiKeys.Queries;
using ApiKeys.Workflows;

namespace ApiKeys.Bench;

/// <summary>Fills a database as years of use would: two types, all statuses, deleted keys, titles of a few words.</summary>
internal static class ManyKeys
{
    private const int Batch = 2_000;

    private static readonly string[] Places = ["Warehouse", "Storefront", "Till", "Café", "Checkout", "Newsletter", "Returns", "Kiosk", "Depot", "Office"];
    private static readonly string[] Uses = ["sync", "import", "export", "webhook", "reports", "orders", "stock", "prices", "labels", "audit"];

    public static async Task AddAsync(BenchModule module, int count)
    {
        for (var from = 0; from < count; from += Batch)
        {
            await using var database = module.OpenDatabase();
            database.ChangeTracker.AutoDetectChangesEnabled = false;
            database.Set<ApiKey>().AddRange(Enumerable.Range(from, Math.Min(Batch, count - from)).Select(i => Make(i, count)));
            await database.SaveChangesAsync();
        }
    }

    private static ApiKey Make(int i, int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        var createdAt = now - TimeSpan.FromMinutes(10L * (count - i)) - TimeSpan.FromHours(1);
        var status = Mix(i, 1) % 100;
        var type = Mix(i, 2) % 10 == 0 ? ApiKeyType.Publishable : ApiKeyType.Secret;
        var title = $"{Places[Mix(i, 3) % Places.Length]} {Uses[Mix(i, 4) % Uses.Length]} {Mix(i, 5) % 997}" + (i % 20_011 == 7 ? " Zanzibar" : "");
        var redacted = $"{(type == ApiKeyType.Secret ? "sk" : "pk")}_shop_{Mix(i, 6) % 10_000:0000}…{Mix(i, 7) % 10_000:0000}";
        var key = new ApiKey
        {
            Id = Ids.New(Ids.KeyPrefix, createdAt),
            Type = type,
            Title = title,
            Description = "Made for the measurement of lists, with a sentence that is about as long as people write.",
            Digest = SHA256.HashData(BitConverter.GetBytes(i)),
            DigestVersion = 1,
            Redacted = redacted,
            PublicToken = type == ApiKeyType.Publishable ? $"pk_shop_{i:0000000000000000000000000000000000000000000000000}" : null,
            Scopes = ["orders:read", "products:read"],
            SearchText = SearchText.Of(title, redacted),
            CreatedBy = $"user_{i % 12}",
            CreatedAt = createdAt,
            UpdatedAt = createdAt.AddDays(i % 30),
            ActivatedAt = status < 2 ? null : createdAt,
            LastUsedAt = i % 3 == 0 ? null : now - TimeSpan.FromMinutes(Mix(i, 8) % 100_000),
            Version = Guid.NewGuid(),
        };
        _ = status switch
        {
            < 2 => 0,
            < 5 => Revoke(key, now.AddDays(3), now),
            < 20 => Revoke(key, createdAt.AddDays(2), now),
            < 28 => Expire(key, createdAt.AddDays(30), now),
            < 33 => Delete(key, createdAt.AddDays(5)),
            _ => 0,
        };
        return key;
    }

    // Spreads each trait over the others without a generator of chance: every run has the same rows.
    private static int Mix(int i, int trait) => (int)(((ulong)i * 31 + (ulong)trait) * 0x9E3779B97F4A7C15 >> 40);

    private static int Revoke(ApiKey key, DateTimeOffset at, DateTimeOffset now)
    {
        key.Revoke(at, "user_1", "No longer needed", now);
        return 0;
    }

    private static int Expire(ApiKey key, DateTimeOffset at, DateTimeOffset now)
    {
        key.ExpiresAt = at < now ? at : now.AddMinutes(-1);
        key.ExpiryWarnedDays = 0;
        key.End(now);
        return 0;
    }

    private static int Delete(ApiKey key, DateTimeOffset at)
    {
        key.Revoke(at, "user_1", null, at);
        key.DeletedAt = at;
        return 0;
    }
}
