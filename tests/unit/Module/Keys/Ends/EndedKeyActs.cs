using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Verification;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Module.Keys.Ends;

internal static class EndedKeyActs
{
    public static readonly TimeSpan UntilEnd = TimeSpan.FromHours(1);

    /// <summary>A key that ends an hour later.</summary>
    public static async Task<CreatedApiKey> CreateEndingAsync(this TestModule module, EndKind kind)
    {
        var endsAt = module.Time.GetUtcNow() + UntilEnd;
        var request = new CreateApiKeyRequest
        {
            Type = ApiKeyType.Secret,
            Title = "Warehouse sync",
            ExpiresAt = kind is EndKind.Expiry or EndKind.RevocationAfterExpiry ? endsAt : null,
        };
        var created = (await module.TryCreateAsync(request)).Value!;
        switch (kind)
        {
            case EndKind.ScheduledRevocation:
                await module.RevokeAsync(created.Key.Id, UntilEnd);
                break;
            case EndKind.RevocationAfterExpiry:
                await module.RevokeAsync(created.Key.Id, 3 * UntilEnd);
                break;
            case EndKind.RollOverlap:
                await module.RollAsync(created.Key.Id, UntilEnd);
                break;
        }

        return created;
    }

    public static VerificationCode RefusedAs(this EndKind kind) =>
        kind is EndKind.Expiry or EndKind.RevocationAfterExpiry ? VerificationCode.Expired : VerificationCode.Revoked;

    /// <summary>Another process on the same database, with a clock of its own.</summary>
    public static TestModule WithClock(this TestModule module, DateTimeOffset now) => new(module.Path, new FakeTimeProvider(now));

    public static Task<int> EndWhileTimePassesAsync(this TestModule module) => module.WhileTimePassesAsync(module.EndAsync());
}
