using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Endpoints.OpenApi.Examples;

/// <summary>The things that the document's answers tell of, as the module and Identity hold them.</summary>
internal static class ExampleThings
{
    // Not even one that parses: whoever searches texts for leaked keys reads documents too.
    public const string SecretToken = "sk_retail_0000000000000000000000000000000000000000000000000";

    private const string PublicToken = "pk_retail_0000000000000000000000000000000000000000000000000";

    public static readonly DateTimeOffset Made = new(2026, 11, 2, 9, 30, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Ended = new(2026, 11, 20, 16, 5, 0, TimeSpan.Zero);

    public static AdminUser Person { get; } = Named(AdminUser.Create("olga@example.com", "Olga Owner", new FixedTime()));

    public static SalesChannelDetails Channel { get; } = new()
    {
        Id = "sc_01JZX0M2T3Q4R5S6T7V8W9X0Y1",
        Name = "Web shop",
        Description = "The shop of all countries",
        IsDisabled = false,
        Metadata = """{"region":"eu"}""",
        CreatedBy = Person.Id,
        CreatedAt = Made,
        UpdatedAt = Made,
        Version = Guid.Empty,
    };

    public static ApiKeyDetails Secret { get; } = new()
    {
        Id = "apk_01JZX0M2T3Q4R5S6T7V8W9X0Y1",
        Type = ApiKeyType.Secret,
        Title = "Warehouse sync",
        Description = "",
        Redacted = "sk_retail_0000…0000",
        PublicToken = null,
        Scopes = ["orders:read"],
        Status = ApiKeyStatus.Active,
        ActivatedAt = Made,
        ExpiresAt = null,
        RevokedAt = null,
        RevokedBy = null,
        RevokeReason = null,
        ReplacesId = null,
        ReplacedEndsAfter = null,
        LastUsedAt = Ended.AddMinutes(-5),
        CreatedBy = Person.Id,
        CreatedAt = Made,
        UpdatedAt = Made,
        SalesChannels = [],
        ConfirmBefore = null,
        Version = Guid.Empty,
    };

    public static ApiKeyDetails Publishable { get; } = Secret with
    {
        Id = "apk_01JZX0N5B6C7D8E9F0G1H2J3K4",
        Type = ApiKeyType.Publishable,
        Title = "Storefront",
        Redacted = "pk_retail_0000…0000",
        PublicToken = PublicToken,
        Scopes = [],
        SalesChannels = [new LinkedSalesChannel(Channel.Id, Channel.Name, Channel.IsDisabled)],
    };

    public static ApiKeyDetails Revoked { get; } = Secret with
    {
        Status = ApiKeyStatus.Revoked,
        RevokedAt = Ended,
        RevokedBy = Person.Id,
        UpdatedAt = Ended,
        Receipt = new RevocationReceipt(
            Ended, [new ReceiptNode("node_01JZX0P7Q8R9S0T1V2W3X4Y5Z6", "shop-1/4711", ReceiptNodeState.Applied, Ended.AddMilliseconds(4))], IsComplete: true),
    };

    private static AdminUser Named(AdminUser person)
    {
        person.Id = "user_01JZX0H1J2K3M4N5P6Q7R8S9T0";
        return person;
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Made;
    }
}
