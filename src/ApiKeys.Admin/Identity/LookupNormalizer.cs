using ApiKeys.Workflows;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity;

/// <summary>Identity's own, but for text that it throws on, and text with blanks at its end: no one's name or address is like that, so it finds no one.</summary>
internal sealed class LookupNormalizer : ILookupNormalizer
{
    // Not the text itself: PostgreSQL takes no parameter with U+0000 in it. No address is like this one.
    private const string Nobody = "\uFFFD";

    private readonly UpperInvariantLookupNormalizer _normalizer = new();

    public string? NormalizeName(string? name) => IsStorable(name) ? _normalizer.NormalizeName(name) : Nobody;

    public string? NormalizeEmail(string? email) => IsStorable(email) ? _normalizer.NormalizeEmail(email) : Nobody;

    // SQL Server would find the address without the blanks at its end.
    private static bool IsStorable(string? text) => WellFormedText.IsWellFormed(text) && text?.EndsWith(' ') != true;
}
