namespace ApiKeys.Admin.Transfer;

/// <summary>An installation can't be moved or backed up. The message says why to whoever tries; nothing was changed.</summary>
public sealed class TransferException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="message">What is in the way.</param>
    /// <param name="cause">What happened.</param>
    public TransferException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
