using ApiKeys.Verification;

namespace ApiKeys.Usage.Recording;

/// <summary>What one processor has noted since it was last taken away.</summary>
internal sealed class UseStripe
{
    // Taken away at each flush; a bound for the case that none comes by.
    public const int MaxKeys = 100_000;

    private readonly Lock _gate = new();
    private Dictionary<KeyName, KeyUses> _keys = [];
    private long _dropped;

    /// <remarks>By the key's id, not by its instance: a key that is not kept in memory is a new instance with each call.</remarks>
    public void Note(KeyName key, VerificationCode code, DateTimeOffset at, in ApiKeyCaller caller)
    {
        lock (_gate)
        {
            if (!_keys.TryGetValue(key, out var uses))
            {
                if (_keys.Count == MaxKeys)
                {
                    _dropped++;
                    return;
                }

                uses = new KeyUses();
                _keys.Add(key, uses);
            }

            uses.Add(code, at, caller);
        }
    }

    /// <summary>Takes everything away: each use is either in what is taken or in what begins now.</summary>
    public (Dictionary<KeyName, KeyUses> Keys, long Dropped) Take()
    {
        lock (_gate)
        {
            var taken = (_keys, _dropped);
            _keys = [];
            _dropped = 0;
            return taken;
        }
    }
}
