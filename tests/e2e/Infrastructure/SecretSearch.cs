using System.Text;

namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>Looks for a token in bytes and in texts, in every form it could have been written in.</summary>
internal sealed class SecretSearch(string token)
{
    // Without its prefix: a token cut in two or joined to something else is a token still.
    private readonly string _body = token[(token.LastIndexOf('_') + 1)..];

    public bool IsIn(string text) => Forms().Any(form => text.Contains(form, StringComparison.Ordinal));

    public bool IsIn(byte[] bytes) => Forms()
        .SelectMany(form => new[] { Encoding.ASCII, Encoding.Unicode, Encoding.BigEndianUnicode }.Select(encoding => encoding.GetBytes(form)))
        .Any(form => bytes.AsSpan().IndexOf(form) >= 0);

    private IEnumerable<string> Forms()
    {
        var ascii = Encoding.ASCII.GetBytes(_body);
        var utf16 = Encoding.Unicode.GetBytes(_body);
        return [_body, Convert.ToHexString(ascii), Convert.ToHexStringLower(ascii), .. Base64(ascii), .. Base64(utf16)];
    }

    // Three bytes become four letters, so what the body looks like hangs on how many bytes came before it.
    private static IEnumerable<string> Base64(byte[] bytes) =>
        from before in Enumerable.Range(0, 3)
        let whole = Convert.ToBase64String([.. new byte[before], .. bytes])
        select whole[4..^4];
}
