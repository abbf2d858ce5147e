using ApiKeys.Keys;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using CsCheck;

namespace ApiKeys.UnitTests.Module.Keys;

/// <summary>A status is derived twice, in C# and in SQL. They must never differ.</summary>
public sealed class StatusParityTests
{
    // Few and near moments, so that equal ones, the interesting case, occur often.
    private static readonly Gen<DateTimeOffset?> GenMoment =
        Gen.Int[-3, 3].Nullable().Select(hours => hours is { } h ? TestModule.Start.AddHours(h) : (DateTimeOffset?)null);

    private static readonly Gen<ApiKey> GenKey =
        Gen.Select(GenMoment, GenMoment, GenMoment, GenMoment, Gen.Guid, (activatedAt, expiresAt, revokedAt, endedAt, guid) => new ApiKey
        {
            Id = Ids.KeyPrefix + guid,
            Type = ApiKeyType.Secret,
            Title = "Any",
            Digest = [.. guid.ToByteArray(), .. guid.ToByteArray()],
            Redacted = "sk_shop_0000…0000",
            SearchText = "ANY",
            CreatedBy = "user_any",
            Version = guid,
            ActivatedAt = activatedAt,
            ExpiresAt = expiresAt,
            RevokedAt = revokedAt,
            EndedAt = endedAt,
        });

    [Fact]
    public async Task Database_filters_by_the_status_that_a_key_in_hand_has()
    {
        await using var module = new TestModule();
        var keys = new List<ApiKey>();
        GenKey.Array[200].Sample(batch => keys = [.. batch], iter: 1, threads: 1);
        await using (var database = module.OpenDatabase())
        {
            database.Set<ApiKey>().AddRange(keys);
            await database.SaveChangesAsync(TestModule.Cancellation);
        }

        foreach (var shift in new[] { TimeSpan.Zero, TimeSpan.FromTicks(1) })
        {
            module.Time.Advance(shift);
            var now = module.Time.GetUtcNow();
            foreach (var statuses in Subsets())
            {
                var expected = keys.Where(key => statuses.Contains(key.StatusAt(now))).Select(key => key.Id).Order(StringComparer.Ordinal);

                var page = await module.ListAsync(new() { Statuses = statuses, Limit = 1000 });

                Assert.Equal(expected, page.Items.Select(key => key.Id).Order(StringComparer.Ordinal));
                Assert.All(page.Items, key => Assert.Contains(key.Status, statuses));
            }
        }
    }

    [Theory]
    [InlineData(null, null, null, ApiKeyStatus.Pending)]
    [InlineData(0, null, null, ApiKeyStatus.Active)]
    [InlineData(0, null, 1, ApiKeyStatus.Revoking)]
    [InlineData(0, null, 0, ApiKeyStatus.Revoked)]
    [InlineData(0, 0, null, ApiKeyStatus.Expired)]
    [InlineData(0, 1, null, ApiKeyStatus.Active)]
    [InlineData(0, 0, 1, ApiKeyStatus.Expired)]
    [InlineData(0, -1, 0, ApiKeyStatus.Revoked)]
    [InlineData(null, null, 1, ApiKeyStatus.Pending)]
    [InlineData(null, 0, null, ApiKeyStatus.Expired)]
    [InlineData(null, null, 0, ApiKeyStatus.Revoked)]
    public void Status_follows_from_the_facts(int? activated, int? expires, int? revoked, ApiKeyStatus expected)
    {
        var now = TestModule.Start;

        Assert.Equal(expected, ApiKeyStatusRules.Derive(At(activated), At(expires), At(revoked), endedAt: null, now));

        DateTimeOffset? At(int? hours) => hours is { } h ? now.AddHours(h) : null;
    }

    private static IEnumerable<IReadOnlyList<ApiKeyStatus>> Subsets()
    {
        var all = Enum.GetValues<ApiKeyStatus>();
        return Enumerable.Range(0, 1 << all.Length)
            .Select(bits => (IReadOnlyList<ApiKeyStatus>)[.. all.Where((_, i) => (bits & (1 << i)) != 0)]);
    }
}
