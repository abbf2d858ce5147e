using ApiKeys.Authentication.Refusals;
using ApiKeys.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ApiKeys.Authentication.Credentials;

/// <summary>
/// Finds a key in the query string, where it is not accepted: addresses are kept by logs, proxies and browser histories. Its sender is told so.
/// </summary>
internal static class QueryKey
{
    private static readonly string[] Names = ["api_key", "apikey", "api-key", "access_token", "token", "key"];

    /// <summary>The refusal, when there is one.</summary>
    public static Refusal? Find(HttpRequest request)
    {
        foreach (var parameter in new QueryStringEnumerable(request.QueryString.Value))
        {
            var value = parameter.DecodeValue().Span;
            if (Credential.IsKeyLike(value) && (TokenFormat.TryRead(value, out _, out _) || IsForKeys(parameter.DecodeName().Span)))
            {
                return RefusalReasons.InQuery(Credential.TypeOf(value)).Of(value.Length <= TokenFormat.MaxLength ? value.ToString() : null);
            }
        }

        return null;
    }

    // A mistyped key is one too, under a name that is for keys; under another it may be anything.
    private static bool IsForKeys(ReadOnlySpan<char> name)
    {
        foreach (var known in Names)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
