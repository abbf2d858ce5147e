namespace ApiKeys.Storage.Servers;

/// <summary>How often a statement outside a transaction is tried, and how long a try waits at most.</summary>
internal static class Retries
{
    // Long enough for a connection that the server closed, short enough for a person who waits and a lease of a second; what takes longer is for the caller.
    public const int Max = 3;

    public static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>No attempt begins later than this after the first: one that waited for a timeout would let the caller wait for it again and again.</summary>
    public static readonly TimeSpan LastStart = TimeSpan.FromSeconds(3);
}
