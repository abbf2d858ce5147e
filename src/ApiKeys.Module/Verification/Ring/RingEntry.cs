using ApiKeys.Tokens;
using ApiKeys.Workflows;

namespace ApiKeys.Verification.Ring;

/// <summary>
/// A key in memory, ended ones included. Never changes: a changed key gets a new entry. Small, because there may be a million: moments are numbers, the
/// id is its ULID, and texts that keys share are shared.
/// </summary>
internal sealed class RingEntry : IVerifiedFacts
{
    private const long Never = long.MaxValue;

    private readonly TokenDigest _digest;
    private readonly Ulid _id;
    private readonly long _expiresAt;
    private readonly long _revokedAt;
    private readonly string _title;
    private readonly RingProfile _profile;
    private readonly RedactedEnds _redactedEnds;
    private readonly byte _type;
    private readonly RingEntryState _state;
    private VerifiedKey? _verified;

    private RingEntry(in RingRow row, Ulid id, RingTexts texts)
    {
        _digest = TokenDigest.Of(row.Digest);
        _id = id;
        _type = (byte)row.Type;
        _state = row.State;
        _expiresAt = row.ExpiresAt?.ToUnixTimeMilliseconds() ?? Never;
        _revokedAt = row.RevokedAt?.ToUnixTimeMilliseconds() ?? Never;
        _title = row.Title;
        (var prefix, _redactedEnds) = RedactedEnds.Split(row.Redacted, texts);
        _profile = texts.Share(new RingProfile(texts.Share(row.CreatedBy), prefix, texts.Share(row.Scopes), texts.Share(row.SalesChannelIds)));
    }

    private RingEntry(RingEntry gone)
    {
        _digest = gone._digest;
        _id = gone._id;
        _state = RingEntryState.Gone;
        (_title, _profile) = ("", RingProfile.None);
    }

    public Ulid Ulid => _id;

    public string Id => Ids.KeyPrefix + _id;

    public ApiKeyType Type => (ApiKeyType)_type;

    public string Title => _title;

    public string Redacted => _redactedEnds.Join(_profile.RedactedPrefix);

    public IReadOnlyList<string> Scopes => _profile.Scopes;

    public string CreatedBy => _profile.CreatedBy;

    public IReadOnlyList<string> SalesChannelIds => _profile.SalesChannelIds;

    public DateTimeOffset? ExpiresAt => Time(_expiresAt);

    public DateTimeOffset? RevokedAt => Time(_revokedAt);

    public ulong Prefix => TokenDigest.Prefix(in _digest);

    /// <summary>Null when the row's id is none that the module makes; such a key is looked up in the database.</summary>
    public static RingEntry? TryCreate(in RingRow row, RingTexts texts) =>
        KeyName.TryRead(row.Id, out var id) ? new RingEntry(in row, id, texts) : null;

    /// <summary>What takes the place of a key whose row is no more: its creation was undone, or no one confirmed it.</summary>
    public RingEntry Gone() => new(this);

    /// <summary>Whether what is said of the key depends on the time.</summary>
    public bool MayEnd => _state is not (RingEntryState.Revoked or RingEntryState.Gone) && EndsAt != Never;

    /// <summary>Whether it is a fact that the key has ended, whatever a clock says.</summary>
    public bool HasEnded => _state is RingEntryState.Revoked or RingEntryState.Expired or RingEntryState.Deleted;

    private long EndsAt => Math.Min(_expiresAt, _revokedAt);

    public bool Is(in TokenDigest digest) => TokenDigest.AreEqual(in _digest, in digest);

    public bool Is(RingEntry other) => TokenDigest.AreEqual(in _digest, in other._digest);

    public bool HasId(Ulid id) => _id == id;

    /// <summary>Whether an end of the key lies after one time and not after another.</summary>
    public bool EndsWithin(DateTimeOffset after, DateTimeOffset upTo)
    {
        var (from, to) = (after.ToUnixTimeMilliseconds(), upTo.ToUnixTimeMilliseconds());
        return (_expiresAt > from && _expiresAt <= to) || (_revokedAt > from && _revokedAt <= to);
    }

    /// <summary>The ordered checks: existence, type, revocation, expiry, confirmation.</summary>
    public VerificationResult Check(ApiKeyType? requiredType, DateTimeOffset at)
    {
        if (_state == RingEntryState.Gone)
        {
            return new VerificationResult(VerificationCode.NotFound);
        }

        var time = at.ToUnixTimeMilliseconds();
        var code = requiredType is { } required && Type != required ? VerificationCode.WrongType
            : _revokedAt <= time || _state == RingEntryState.Revoked ? VerificationCode.Revoked
            : _expiresAt <= time || _state == RingEntryState.Expired ? VerificationCode.Expired
            : _state == RingEntryState.Pending ? VerificationCode.Pending
            : _state == RingEntryState.Deleted ? VerificationCode.NotFound
            : VerificationCode.Valid;
        return new VerificationResult(code, _verified ??= new VerifiedKey(this));
    }

    private static DateTimeOffset? Time(long at) => at == Never ? null : DateTimeOffset.FromUnixTimeMilliseconds(at);
}
