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

    private const string SecretPlace = "the Authorization header, as Bearer and the key";
    private const string PublishablePlace = $"the {ApiKeyAuthenticationDefaults.PublishableHeader} header";

    private static readonly Refusal MissingSecret =
        new("missing", Status401Unauthorized, null, $"This endpoint needs a secret key. Send it in {SecretPlace}.");

    private static readonly Refusal MissingPublishable =
        new("missing", Status401Unauthorized, null, $"This endpoint needs a publishable key. Send it in {PublishablePlace}.");

    /// <summary>Authorization holds something, but none of ours: another scheme may know it.</summary>
    public static readonly Refusal Foreign = Malformed(
        $"The Authorization header has no API key. Send Bearer and a secret key; it starts with {TokenFormat.SecretPrefix}.");

    public static readonly Refusal NoScheme = Malformed(
        "The Authorization header has a key without a scheme. Put Bearer and one space before it.");

    public static readonly Refusal NotOneSpace = Malformed(
        "The Authorization header has more than one space before the key. Use exactly one.");

    public static readonly Refusal BasicForm = Malformed(
        "With Basic, the key is the user name and the password is empty. It is simpler to send Bearer and the key.");

    /// <summary>A header for keys holds something else: another scheme may know it.</summary>
    public static readonly Refusal NotKeyLike = Malformed(
        $"This is not an API key. Secret keys start with {TokenFormat.SecretPrefix}, publishable keys with {TokenFormat.PublishablePrefix}.");

    /// <summary>The checksum, or the shape, says that it can't be a token.</summary>
    public static readonly Refusal Mistyped = Malformed("This is not a complete key. It was mistyped or cut off. Copy the whole key again.");

    public static readonly Refusal Several = new(
        "ambiguous", Status401Unauthorized, InvalidRequest, "The request has more than one key. Send exactly one.");

    private static readonly Refusal SecretInQuery = new(
        "misplaced",
        Status401Unauthorized,
        InvalidRequest,
        $"A secret key was sent in the URL, which logs and proxies store. Roll the key, and send the new one in {SecretPlace}.");

    private static readonly Refusal PublishableInQuery = new(
        "misplaced", Status401Unauthorized, InvalidRequest, $"A publishable key was sent in the URL. Send it in {PublishablePlace}.");

    private static readonly Refusal SecretInPublishablePlace = new(
        "misplaced",
        Status401Unauthorized,
        InvalidRequest,
        $"A secret key was sent in {PublishablePlace}. Send it in {SecretPlace}. If it was part of a web page, it has leaked: roll it.");

    private static readonly Refusal PublishableInSecretPlace = new(
        "misplaced", Status401Unauthorized, InvalidRequest, $"A publishable key was sent where a secret key is expected. Send it in {PublishablePlace}.");

    private static readonly Refusal SecretIsWrong = new(
        "wrong_type",
        Status401Unauthorized,
        InvalidToken,
        $"This endpoint needs a publishable key, and this is a secret key. If it was part of a web page, it has leaked: roll it. Servers send it in {SecretPlace}.");

    private static readonly Refusal PublishableIsWrong = new(
        "wrong_type", Status401Unauthorized, InvalidToken, "This endpoint needs a secret key, and this is a publishable key.");

    private static readonly Refusal NotFound = Unauthorized("not_found", "There is no key with this token. It may belong to another store.");

    private static readonly Refusal Pending = Unauthorized("pending", "This key is not active yet. No one has confirmed that its secret is saved.");

    private static readonly Refusal Revoked = Unauthorized("revoked", "This key is revoked.");

    private static readonly Refusal Expired = Unauthorized("expired", "This key is expired.");

    private static readonly Refusal StoreUnavailable = new(
        StoreUnavailableCode, Status503ServiceUnavailable, null, "Keys cannot be verified at the moment. Your key may be valid. Try again.");

    /// <summary>The key is good, and yet a rule of the app's own forbids the call.</summary>
    public static readonly Refusal Forbidden = new("forbidden", Status403Forbidden, null, "The caller is not allowed to do this.");

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
            $"The key lacks a scope that this endpoint needs: {scopes.Replace(" ", " and ", StringComparison.Ordinal)}.")
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

    private static Refusal Unauthorized(string code, string detail) => new(code, Status401Unauthorized, InvalidToken, detail);
}
