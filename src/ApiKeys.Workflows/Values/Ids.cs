using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace ApiKeys.Workflows;

/// <summary>
/// Makes identifiers: a prefix that tells the kind, then a ULID (<see href="https://github.com/ulid/spec"/>). Ids sort by the time
/// they were made; ids made by one process sort in the order they were made.
/// </summary>
public static partial class Ids
{
    /// <summary>Prefix of a key's id.</summary>
    public const string KeyPrefix = "apk_";

    /// <summary>Prefix of an Identity user's id.</summary>
    public const string UserPrefix = "user_";

    /// <summary>Prefix of a sales channel's id.</summary>
    public const string SalesChannelPrefix = "sc_";

    /// <summary>Prefix of an event row's id.</summary>
    public const string EventPrefix = "evt_";

    /// <summary>Prefix of a workflow execution's id.</summary>
    public const string ExecutionPrefix = "wfx_";

    /// <summary>Prefix of the id of a node, a process that verifies tokens from memory.</summary>
    public const string NodePrefix = "node_";

    private static readonly Lock Gate = new();
    private static UInt128 _last;

    /// <summary>Makes a new id.</summary>
    /// <param name="prefix">What stands before the ULID, its underscore included.</param>
    /// <param name="timeProvider">The clock whose millisecond the ULID carries.</param>
    /// <returns>The prefix and 26 characters of Crockford's base 32.</returns>
    /// <exception cref="ArgumentException"><paramref name="prefix"/> is blank.</exception>
    public static string New(string prefix, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        return New(prefix, timeProvider.GetUtcNow());
    }

    /// <summary>Makes a new id for a given moment, such as that of a step.</summary>
    /// <param name="prefix">What stands before the ULID, its underscore included.</param>
    /// <param name="now">The moment whose millisecond the ULID carries.</param>
    /// <inheritdoc cref="New(string, TimeProvider)"/>
    public static string New(string prefix, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Next(now.ToUnixTimeMilliseconds()));
        return prefix + new Ulid(bytes).ToString();
    }

    /// <summary>What stands for an id, as it may be said back or written down. A caller can send anything, a token among it.</summary>
    /// <param name="id">The text.</param>
    /// <returns>
    /// The text itself when it has 1 to 64 letters, digits and signs of <c>_.-</c> and isn't like a token, whole or cut; else <c>(not an id)</c>.
    /// </returns>
    public static string Shown(string? id) => IsShowable(id) ? id! : "(not an id)";

    internal static bool IsShowable(string? id) => id is not null && Showable().IsMatch(id) && !TokenLike().IsMatch(id);

    [GeneratedRegex(@"\A[0-9A-Za-z_.-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Showable();

    // By its prefix, or by the length of what follows it: no id of ours has more than 26 such characters in a row.
    [GeneratedRegex("(?<![0-9A-Za-z])[sp]k_|[0-9A-Za-z]{36}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex TokenLike();

    private static UInt128 Next(long milliseconds)
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[6..]);
        var fresh = ((UInt128)milliseconds << 80) | (BinaryPrimitives.ReadUInt128BigEndian(bytes) & ((UInt128.One << 80) - 1));

        lock (Gate)
        {
            // The specification's monotonic rule: within one millisecond the next id is the last one plus one. So too for a moment that is past:
            // a step stamps all its rows with the moment it began, while others have gone on, and its events must stay in their order.
            _last = fresh >> 80 > _last >> 80 ? fresh : _last + 1;
            return _last;
        }
    }
}
