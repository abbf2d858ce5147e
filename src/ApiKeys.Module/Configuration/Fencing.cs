namespace ApiKeys.Configuration;

/// <summary>
/// When a node may answer from memory, although it could have missed a revocation (I7). A node believes its memory for <see cref="Trust"/>, counted from the
/// moment at which it sent its last successful poll. The other nodes count a silent node as refusing only after its trust and the <see cref="Margin"/>. So a
/// decision that was made at the last moment of the trust has the margin to become a response.
/// </summary>
internal static class Fencing
{
    /// <summary>How long after its commit a revocation is in effect on every node. A promise to users, not a setting.</summary>
    public static readonly TimeSpan Promise = TimeSpan.FromSeconds(1);

    /// <summary>
    /// What the promise keeps back for the work between the check and the acceptance, a pause of the process in between, the granularity of timers, and clocks
    /// that run at different speeds.
    /// </summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a node believes its memory after it sent a poll.</summary>
    public static readonly TimeSpan Trust = Promise - Margin;

    /// <summary>
    /// The first poll after this time renews the node's lease: every 400 milliseconds with the default poll interval and with the longest, so that one poll may
    /// come late.
    /// </summary>
    public static readonly TimeSpan RenewAfter = TimeSpan.FromMilliseconds(300);
}
