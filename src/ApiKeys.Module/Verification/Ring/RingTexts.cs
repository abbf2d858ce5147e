namespace ApiKeys.Verification.Ring;

/// <summary>
/// Texts that many keys have in common, held once: who made them, what they may do. Each kind is bounded, so that keys with texts all their own cost
/// what they cost and nothing more.
/// </summary>
internal sealed class RingTexts
{
    private const int MaxShared = 10_000;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<RingProfile, RingProfile> _profiles = [];

    public string Share(string text) => Share(_texts, text, text);

    public IReadOnlyList<string> Share(IReadOnlyList<string> list) =>
        list.Count == 0 ? [] : Share(_lists, string.Join('\n', list), list);

    /// <summary>Shares a profile whose texts and lists are shared: lists are compared by reference.</summary>
    public RingProfile Share(RingProfile profile) => Share(_profiles, profile, profile);

    private static T Share<TName, T>(Dictionary<TName, T> shared, TName name, T value)
        where TName : notnull
    {
        if (shared.TryGetValue(name, out var known))
        {
            return known;
        }

        if (shared.Count < MaxShared)
        {
            shared.Add(name, value);
        }

        return value;
    }
}
