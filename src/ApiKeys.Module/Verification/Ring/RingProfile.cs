namespace ApiKeys.Verification.Ring;

/// <summary>What many keys have in common, in one object that they share.</summary>
internal sealed record RingProfile(string CreatedBy, string RedactedPrefix, IReadOnlyList<string> Scopes, IReadOnlyList<string> SalesChannelIds)
{
    public static readonly RingProfile None = new("", "", [], []);
}
