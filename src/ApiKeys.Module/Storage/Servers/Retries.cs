namespace ApiKeys.Storage.Servers;

/// <summary>How often a statement outside a transaction is tried, and how long a try waits at most.</summary>
internal static class Retries
{
    // Long enough for a connection that the server closed, short enough for a person who waits and a lease of a second; what takes longer is for the caller.
    public const int Max = 3;

    public static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);
}
