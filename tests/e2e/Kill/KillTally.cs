using System.Collections.Concurrent;

namespace ApiKeys.E2ETests.Kill;

/// <summary>What happened in a run, and what should not have.</summary>
internal sealed class KillTally
{
    private const int Told = 20;

    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Findings { get; } = new();

    public int this[string what] => _counts.GetValueOrDefault(what);

    public void Count(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    /// <summary>Keeps the first few: what is broken is found broken at every look.</summary>
    public void Find(string finding)
    {
        if (Findings.Count < Told)
        {
            Findings.Enqueue(finding);
        }
    }

    public override string ToString() => string.Join(
        '\n',
        _counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Value,7} {count.Key}")
            .Concat(Findings.Select(finding => $"FINDING {finding}")));
}
