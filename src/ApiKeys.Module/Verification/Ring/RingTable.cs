using ApiKeys.Tokens;

namespace ApiKeys.Verification.Ring;

/// <summary>
/// The entries by their digests: open addressing in one array of references. One writer at a time; readers take no lock, because a slot changes only from
/// empty to an entry, or from an entry to another of the same digest, in one write.
/// </summary>
internal sealed class RingTable(int expected = 0)
{
    private const int MinSlots = 1024;

    // What a look-up of no key compares with in the end, so that it does the same work as one of a key.
    private static readonly TokenDigest Nothing = TokenDigest.Of(new byte[TokenHasher.DigestLength]);

    private RingEntry?[] _slots = new RingEntry?[SlotsFor(expected)];

    public int Count { get; private set; }

    /// <summary>Finds a digest's entry, or null.</summary>
    public RingEntry? Find(in TokenDigest digest)
    {
        var slots = Volatile.Read(ref _slots);
        var prefix = TokenDigest.Prefix(in digest);
        var mask = (ulong)slots.Length - 1;
        for (var i = prefix & mask; ; i = (i + 1) & mask)
        {
            var entry = Volatile.Read(ref slots[i]);
            if (entry is null)
            {
                _ = TokenDigest.AreEqual(in Nothing, in digest);
                return null;
            }

            if (entry.Prefix == prefix && entry.Is(in digest))
            {
                return entry;
            }
        }
    }

    /// <summary>Puts an entry in, in the place of an earlier one of the same digest.</summary>
    public void Put(RingEntry entry)
    {
        var slot = SlotOf(_slots, entry);
        if (_slots[slot] is null)
        {
            if (Count >= _slots.Length / 4 * 3)
            {
                Grow();
                slot = SlotOf(_slots, entry);
            }

            Count++;
        }

        Volatile.Write(ref _slots[slot], entry);
    }

    public bool Holds(RingEntry entry) => _slots[SlotOf(_slots, entry)] is not null;

    /// <summary>Finds the entry of the same digest, or null.</summary>
    public RingEntry? Find(RingEntry entry) => _slots[SlotOf(_slots, entry)];

    /// <summary>All entries.</summary>
    public IEnumerable<RingEntry> All() => _slots.Where(entry => entry is not null)!;

    /// <summary>Finds a key by its id, by looking at every entry: for the rare case in which its row, and with it the digest, is no more.</summary>
    public RingEntry? FindId(Ulid id) => Array.Find(_slots, entry => entry is not null && entry.HasId(id));

    private static int SlotsFor(int expected) =>
        (int)Math.Max(MinSlots, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(expected / 3 * 4) + 1));

    private static int SlotOf(RingEntry?[] slots, RingEntry entry)
    {
        var mask = (ulong)slots.Length - 1;
        var i = entry.Prefix & mask;
        while (slots[i] is { } other && !other.Is(entry))
        {
            i = (i + 1) & mask;
        }

        return (int)i;
    }

    private void Grow()
    {
        var larger = new RingEntry?[_slots.Length * 2];
        foreach (var entry in _slots)
        {
            if (entry is not null)
            {
                larger[SlotOf(larger, entry)] = entry;
            }
        }

        // Readers still in the old array find all that was there when they began.
        Volatile.Write(ref _slots, larger);
    }
}
