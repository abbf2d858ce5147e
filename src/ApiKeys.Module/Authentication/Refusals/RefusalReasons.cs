using ApiKeys.Tokens;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Authentication.Refusals;

/// <summary>The words of each refusal, in one place. The codes are a contract: they only grow.</summary>
internal static class RefusalReasons
{
    public const string StoreUnavailableCode = "store_unavailable";

    private const string InvalidRequest = "invalid_request";
    private const string InvalidToken = "invalid_token";
    private const string InsufficientScopeError = "insufficient_scope";

    private const string SecretPlace = "the header Authorization, as Bearer and the key";
    private const string PublishablePlace = $"the header {ApiKeyAuthenticationDefaults.PublishableHeader}";

    private static readonly Refusal MissingSecret =
        new("missing", Status401Unauthorized, null, $"This needs a secret key. Send it in {SecretPlace}.");

    private static readonly Refusal MissingPublishable =
        new("missing", Status401Unauthorized, null, $"This needs a publishable key. Send it in {PublishablePlace}.");

    /// <summary>Authorization holds something, but none of ours: another scheme may know it.</summary>
    public static readonly Refusal Foreign = Malformed(
        $"What the header Authorization holds is no key. Send Bearer and a secret key, which starts with {TokenFormat.SecretPrefix}.");

    public static readonly Refusal NoScheme = Malformed(
        "The header Authorization holds a key without a scheme. Write Bearer and one space before it.");

    public static readonly Refusal NotOneSpace = Malformed(
        "The header Authorization holds a key after more than one space. Write exactly one.");

    public static readonly Refusal BasicForm = Malformed(
        "Basic takes a key as the user name, with an empty password. Better, send Bearer and the key.");

    /// <summary>A header for keys holds something else: another scheme may know it.</summary>
    public static readonly Refusal NotKeyLike = Malformed(
        $"This is no key. One starts with {TokenFormat.SecretPrefix}, or with {TokenFormat.PublishablePrefix} if it is publishable.");

    /// <summary>The checksum, or the shape, says that it can't be a token.</summary>
    public static readonly Refusal Mistyped = Malformed("This is no whole key: it was mistyped or cut short. Copy it again in full.");

    public static readonly Refusal Several = new(
        "ambiguous", Status401Unauthorized, InvalidRequest, "The request holds more than one key, and it is not for the server to choose. Send exactly one.");

    private static readonly Refusal SecretInQuery = new(
        "misplaced",
        Status401Unauthorized,
        InvalidRequest,
        $"A secret key was sent in the address, which logs and proxies keep. Send it in {SecretPlace}, and roll it.");

    private static readonly Refusal PublishableInQuery = new(
        "misplaced", Status401Unauthorized, InvalidRequest, $"A publishable key was sent in the address. Send it in {PublishablePlace}.");

    private static readonly Refusal SecretInPublishablePlace = new(
        "misplaced",
        Status401Unauthorized,
        InvalidRequest,
        $"A secret key was sent in {PublishablePlace}. Send it in {SecretPlace}. If it was shipped to browsers it has leaked: roll it.");

    private static readonly Refusal PublishableInSecretPlace = new(
        "misplaced", Status401Unauthorized, InvalidRequest, $"A publishable key was sent where secret keys go. Send it in {PublishablePlace}.");

    private static readonly Refusal SecretIsWrong = new(
        "wrong_type",
        Status401Unauthorized,
        InvalidToken,
        $"This is a secret key, and this needs a publishable one. If it was shipped to browsers it has leaked: roll it. Servers send it in {SecretPlace}.");

    private static readonly Refusal PublishableIsWrong = new(
        "wrong_type", Status401Unauthorized, InvalidToken, "This is a publishable key, which anybody may know, and this needs a secret one.");

    private static readonly Refusal NotFound = Dead("not_found", "No key has this token. It may belong to another store.");

    private static readonly Refusal Pending = Dead("pending", "This key does not work yet: nobody has confirmed that its secret is saved.");

    private static readonly Refusal Revoked = Dead("revoked", "This key is revoked.");

    private static readonly Refusal Expired = Dead("expired", "This key is expired.");

    private static readonly Refusal StoreUnavailable = new(
        StoreUnavailableCode, Status503ServiceUnavailable, null, "Keys cannot be verified at the moment. That says nothing about this one; try again.");

    /// <summary>The key is good, and yet a rule of the app's own forbids the call.</summary>
    public static readonly Refusal Forbidden = new("forbidden", Status403Forbidden, null, "The caller may not do this.");

    /// <summary>The key is good, and yet an event of the host refused it.</summary>
    public static readonly Refusal Rejected = new("rejected", Status401Unauthorized, InvalidToken, "The service does not accept this key.");

    public static Refusal Missing(ApiKeyType wanted) => wanted == ApiKeyType.Secret ? MissingSecret : MissingPublishable;

    public static Refusal InQuery(ApiKeyType presented) => presented == ApiKeyType.Secret ? SecretInQuery : PublishableInQuery;

    /// <summary>A key of a type in the header of the other.</summary>
    public static Refusal InWrongHeader(ApiKeyType presented) =>
        presented == ApiKeyType.Secret ? SecretInPublishablePlace : PublishableInSecretPlace;

    public static Refusal InsufficientScope(string scopes) =>
        new(
            "insufficient_scope",
            Status403Forbidden,
            InsufficientScopeError,
            $"The key lacks what this needs: the scope {scopes.Replace(" ", " and ", StringComparison.Ordinal)}.")
        {
            Scope = scopes,
        };

    /// <summary>What came of verifying, when it was not <see cref="VerificationCode.Valid"/>.</summary>
    public static Refusal Of(VerificationCode code, ApiKeyType wanted) => code switch
    {
        VerificationCode.Malformed => Mistyped,
        VerificationCode.Pending => Pending,
        VerificationCode.Revoked => Revoked,
        VerificationCode.Expired => Expired,
        VerificationCode.WrongType => wanted == ApiKeyType.Secret ? PublishableIsWrong : SecretIsWrong,
        VerificationCode.StoreUnavailable => StoreUnavailable,
        _ => NotFound,
    };

    private static Refusal Malformed(string detail) => new("malformed", Status401Unauthorized, InvalidToken, detail);

    private static Refusal Dead(string code, string detail) => new(code, Status401Unauthorized, InvalidToken, detail);
}
