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

    public string Share(string text) => Share(_texts, text, text);

    public IReadOnlyList<string> Share(IReadOnlyList<string> list) =>
        list.Count == 0 ? [] : Share(_lists, string.Join('\n', list), list);

    private static T Share<T>(Dictionary<string, T> shared, string name, T value)
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
