using ApiKeys.Authentication.Refusals;
using Microsoft.Extensions.Primitives;

namespace ApiKeys.Authentication.Credentials;

/// <summary>
/// Reads <c>Authorization</c>: <c>Bearer</c> and the key, or one of the <see cref="BasicCredential"/> forms. What other schemes put there is left alone.
/// </summary>
internal static class AuthorizationHeader
{
    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";

    public static Credential Read(StringValues values) => values switch
    {
        [] => Credential.Absent(RefusalReasons.Missing(ApiKeyType.Secret)),
        [null or ""] => Credential.Absent(RefusalReasons.Missing(ApiKeyType.Secret)),
        [{ } value] => Read(value),
        _ => Several(values),
    };

    private static Credential Read(ReadOnlySpan<char> value)
    {
        if (value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return ReadBearer(value[Bearer.Length..]);
        }

        if (value.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            return BasicCredential.Read(value[Basic.Length..]);
        }

        return Credential.IsKeyLike(value) ? Credential.Refused(RefusalReasons.NoScheme) : Credential.Absent(RefusalReasons.Foreign);
    }

    private static Credential ReadBearer(ReadOnlySpan<char> text) =>
        Credential.IsKeyLike(text) ? Credential.Of(text)
        : Credential.IsKeyLike(text.TrimStart()) ? Credential.Refused(RefusalReasons.NotOneSpace)
        : Credential.Absent(RefusalReasons.Foreign);

    // The header given twice: with a key among them it is ours to refuse.
    private static Credential Several(StringValues values)
    {
        foreach (var value in values)
        {
            if (!Read(value).IsAbsent)
            {
                return Credential.Refused(RefusalReasons.Several);
            }
        }

        return Credential.Absent(RefusalReasons.Foreign);
    }
}
