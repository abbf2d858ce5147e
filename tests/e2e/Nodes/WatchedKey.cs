namespace ApiKeys.E2ETests.Nodes;

/// <summary>A key and when what was known of it, by the clock of the tests; 0 until then.</summary>
internal sealed class WatchedKey(string id, string token)
{
    private long _toBeRevokedAt;
    private long _seenRevokedAt;
    private long _receiptAt;

    public string Id => id;

    public string Token => token;

    /// <summary>When its revocation was asked for.</summary>
    public long ToBeRevokedAt
    {
        get => Volatile.Read(ref _toBeRevokedAt);
        set => Volatile.Write(ref _toBeRevokedAt, value);
    }

    /// <summary>When the database was first seen to hold its revocation, committed.</summary>
    public long SeenRevokedAt
    {
        get => Volatile.Read(ref _seenRevokedAt);
        set => Volatile.Write(ref _seenRevokedAt, value);
    }

    /// <summary>When the revocation was answered.</summary>
    public long ReceiptAt
    {
        get => Volatile.Read(ref _receiptAt);
        set => Volatile.Write(ref _receiptAt, value);
    }
}
