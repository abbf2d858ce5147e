using System.Security.Cryptography;

namespace ApiKeys.Admin.Http;

/// <summary>Lets the inline scripts of one answer run, by a number that no one can know before.</summary>
internal static class ScriptNonce
{
    private static readonly object Key = new();

    public static string Issue(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        context.Items[Key] = nonce;
        return nonce;
    }

    /// <summary>Null where no inline script may run, as nearly everywhere.</summary>
    public static string? Of(HttpContext context) => context.Items.TryGetValue(Key, out var nonce) ? (string?)nonce : null;
}
