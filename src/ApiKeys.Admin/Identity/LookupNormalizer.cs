using ApiKeys.Workflows;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity;

/// <summary>Identity's own, but for text that it throws on: no one's name or address holds any, so it finds no one.</summary>
internal sealed class LookupNormalizer : ILookupNormalizer
{
    // Not the text itself: PostgreSQL takes no parameter with U+0000 in it. No address is like this one.
    private const string Nobody = "\uFFFD";

    private readonly UpperInvariantLookupNormalizer _normalizer = new();

    public string? NormalizeName(string? name) => WellFormedText.IsWellFormed(name) ? _normalizer.NormalizeName(name) : Nobody;

    public string? NormalizeEmail(string? email) => WellFormedText.IsWellFormed(email) ? _normalizer.NormalizeEmail(email) : Nobody;
}
