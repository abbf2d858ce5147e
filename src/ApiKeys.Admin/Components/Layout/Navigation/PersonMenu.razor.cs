using Microsoft.AspNetCore.Components;
using System.Security.Claims;

namespace ApiKeys.Admin.Components.Layout.Navigation;

/// <summary>
/// Who is signed in, and the way out. A native popover: it opens, closes and posts without a circuit.
/// </summary>
public sealed partial class PersonMenu : ComponentBase
{
    internal static string Initials(string name)
    {
        var words = name.Split([' ', '.', '-', '_'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var initials = words.Length > 1 && !name.Contains('@', StringComparison.Ordinal)
            ? First(words[0]) + First(words[^1])
            : First(name.Trim());
        return initials.ToUpperInvariant();
    }

    private static string? Mail(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Email);

    private static string? Role(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Role);

    // A letter with its marks, or an emoji made of several code points, is one text element.
    private static string First(string word) => word.Length == 0 ? "" : System.Globalization.StringInfo.GetNextTextElement(word);
}
