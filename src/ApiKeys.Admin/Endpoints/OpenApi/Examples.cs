using System.Text.Json;
using ApiKeys.Admin.Endpoints.Events;
using ApiKeys.Admin.Endpoints.Keys;
using ApiKeys.Admin.Endpoints.Policies;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Endpoints.SalesChannels;
using ApiKeys.Admin.Endpoints.Users;
using ApiKeys.Admin.Exports;

namespace ApiKeys.Admin.Endpoints.OpenApi;

/// <summary>The records in the examples of the document, each with its default members.</summary>
internal static class Examples
{
    // Not a valid token: programs that search for leaked keys read documents too.
    public const string SecretToken = "sk_retail_0000000000000000000000000000000000000000000000000";

    private const string PublicToken = "pk_retail_0000000000000000000000000000000000000000000000000";

    private static readonly DateTimeOffset Ended = new(2026, 11, 20, 16, 5, 0, TimeSpan.Zero);
    private static readonly FieldSelection KeyFields = FieldSelection.Of<ApiKeyJson>();

    public static DateTimeOffset Made { get; } = new(2026, 11, 2, 9, 30, 0, TimeSpan.Zero);

    public static UserJson Person { get; } = new()
    {
        Id = "user_01JZX0H1J2K3M4N5P6Q7R8S9T0",
        FirstName = "Olga",
        LastName = "Owner",
        Email = "olga@example.com",
        CreatedAt = Made,
        UpdatedAt = Made,
    };

    public static SalesChannelJson Channel { get; } = new()
    {
        Fields = FieldSelection.Of<SalesChannelJson>(),
        Id = "sc_01JZX0M2T3Q4R5S6T7V8W9X0Y1",
        Name = "Web shop",
        Description = "The shop of all countries",
        CreatedAt = Made,
        UpdatedAt = Made,
        Metadata = JsonElement.Parse("""{"region":"eu"}"""),
    };

    public static ApiKeyJson Secret { get; } = new()
    {
        Fields = KeyFields,
        Id = "apk_01JZX0M2T3Q4R5S6T7V8W9X0Y1",
        Title = "Warehouse sync",
        Redacted = "sk_retail_0000…0000",
        Type = ApiKeyType.Secret,
        LastUsedAt = Ended.AddMinutes(-5),
        CreatedAt = Made,
        UpdatedAt = Made,
        CreatedBy = Person.Id,
    };

    public static ApiKeyJson Publishable { get; } = Secret with
    {
        Id = "apk_01JZX0N5B6C7D8E9F0G1H2J3K4",
        Type = ApiKeyType.Publishable,
        Title = "Storefront",
        Token = PublicToken,
        Redacted = "pk_retail_0000…0000",
        SalesChannels = [Channel with { Fields = KeyFields.Of(KeyAnswers.Channels) }],
    };

    public static ApiKeyJson Revoked { get; } = Secret with { RevokedAt = Ended, RevokedBy = Person.Id, UpdatedAt = Ended };

    public static CreatedApiKeyJson Created { get; } = new()
    {
        Id = Secret.Id,
        Title = Secret.Title,
        Token = SecretToken,
        Redacted = Secret.Redacted,
        Type = Secret.Type,
        LastUsedAt = null,
        CreatedAt = Made,
        UpdatedAt = Made,
        CreatedBy = Person.Id,
        RevokedAt = null,
        RevokedBy = null,
        DeletedAt = null,
    };

    public static ReceiptJson Receipt { get; } = ReceiptJson.Of(new RevocationReceipt(
        Ended, [new ReceiptNode("node_01JZX0P7Q8R9S0T1V2W3X4Y5Z6", "shop-1/4711", ReceiptNodeState.Applied, Ended.AddMilliseconds(4))], IsComplete: true))!;

    public static PoliciesJson Policies { get; } = PoliciesJson.Of(new StorePolicies
    {
        SecretKeyLifetime = new() { MaxDays = 90, DefaultDays = 30 },
        Changes = new Dictionary<PolicyKind, PolicyChange> { [PolicyKind.SecretKeyLifetime] = new(Made, Person.Id, Guid.Empty) },
    });

    public static EventJson Event { get; } = new()
    {
        Id = "evt_01JZX0Q8R9S0T1V2W3X4Y5Z6A7",
        Action = ApiKeyAction.Revoked,
        SubjectId = Secret.Id,
        SubjectTitle = Secret.Title,
        KeyType = Secret.Type,
        Actor = Person.Id,
        At = Ended,
        ExecutionId = "wfx_01JZX0Q8R9S0T1V2W3X4Y5Z6A7",
        Facts = new Dictionary<string, string>(StringComparer.Ordinal) { [EventFacts.Reason] = "Laptop lost" },
    };

    public static ExportedEvent ExportedEvent { get; } = new()
    {
        Id = Event.Id,
        At = Event.At,
        Action = Event.Action,
        SubjectId = Event.SubjectId,
        SubjectTitle = Event.SubjectTitle,
        KeyType = Event.KeyType,
        Actor = Event.Actor,
        ActorName = "Olga Owner",
        ExecutionId = Event.ExecutionId,
        Facts = Event.Facts,
    };

    public static ExportedKey ExportedKey { get; } = new()
    {
        Id = Secret.Id,
        Title = Secret.Title,
        Type = Secret.Type,
        Status = ApiKeyStatus.Active,
        Redacted = Secret.Redacted,
        Description = "",
        Scopes = ["orders:read"],
        SalesChannels = [],
        OwnedBy = Person.Id,
        OwnerName = "Olga Owner",
        CreatedAt = Secret.CreatedAt,
        CreatedBy = Secret.CreatedBy,
        CreatorName = "Olga Owner",
        LastUsedAt = Secret.LastUsedAt,
        ExpiresAt = null,
        RevokedAt = null,
        RevokedBy = null,
        RevokerName = null,
        RevokeReason = null,
        ReplacesId = null,
    };

    public static VerifiedKey Verified { get; } = new()
    {
        Id = Secret.Id,
        Type = Secret.Type,
        Title = Secret.Title,
        Redacted = Secret.Redacted,
        Scopes = ["orders:read"],
        CreatedBy = Secret.CreatedBy,
        SalesChannelIds = [],
    };
}
