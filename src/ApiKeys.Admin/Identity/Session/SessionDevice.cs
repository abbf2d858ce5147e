using System.Globalization;
using System.Net;
using System.Text;
using ApiKeys.Admin.Text;

namespace ApiKeys.Admin.Identity.Session;

/// <summary>What a session is told apart by: the browser or program, and where it is.</summary>
internal sealed record SessionDevice(string UserAgent, string Address)
{
    public const int UserAgentMaxLength = 200;
    public const int AddressMaxLength = 45;

    public static SessionDevice Of(HttpContext context) => new(Visible(context.Request.Headers.UserAgent.ToString()), Text(context.Connection.RemoteIpAddress));

    // Without tokens, which are put everywhere, and before it is cut: half a token isn't recognised.
    private static string Visible(string text)
    {
        var visible = string.Concat(text.EnumerateRunes().Where(IsVisible).Select(rune => rune.ToString()));
        var safe = PastedTokens.Redact(visible).Trim();
        return safe.Length <= UserAgentMaxLength ? safe : safe[..(char.IsHighSurrogate(safe[UserAgentMaxLength - 1]) ? UserAgentMaxLength - 1 : UserAgentMaxLength)];
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string Text(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),

        // Without the zone of a link-local address, which is a name of this machine.
        _ => new IPAddress(address.GetAddressBytes()).ToString(),
    };
}
