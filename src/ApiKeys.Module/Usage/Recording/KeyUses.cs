using System.Runtime.InteropServices;
using ApiKeys.Usage.Callers;

namespace ApiKeys.Usage.Recording;

/// <summary>
/// The uses of one key since the last flush: when it was last accepted, how often it came to what in which hour, and who called. Small, because a million keys may be
/// in use: the first hour and outcome, which are nearly always the only ones, have no dictionary.
/// </summary>
internal sealed class KeyUses
{
    private long _lastAccepted;
    private long _hour;
    private long _count;
    private Dictionary<(long Hour, VerificationCode Code), long>? _others;
    private CallerUses? _accepted;
    private CallerUses? _refused;
    private VerificationCode _code;

    public DateTimeOffset? LastAcceptedAt => _lastAccepted == 0 ? null : new DateTimeOffset(_lastAccepted, TimeSpan.Zero);

    /// <summary>By the hour's number since the Unix epoch.</summary>
    public IEnumerable<((long Hour, VerificationCode Code) Of, long Count)> Counts
    {
        get
        {
            if (_count > 0)
            {
                yield return ((_hour, _code), _count);
            }

            foreach (var (of, count) in _others ?? [])
            {
                yield return (of, count);
            }
        }
    }

    public IEnumerable<CallerUse> Accepted => _accepted?.All ?? [];

    public IEnumerable<CallerUse> Refused => _refused?.All ?? [];

    public void Add(VerificationCode code, DateTimeOffset at, in ApiKeyCaller caller)
    {
        Count((UseHours.Number(at), code), 1);
        if (code == VerificationCode.Valid)
        {
            Accept(at.UtcTicks);
            (_accepted ??= new CallerUses()).Add(code, at, caller);
        }
        else
        {
            (_refused ??= new CallerUses()).Add(code, at, caller);
        }
    }

    public void Add(KeyUses others)
    {
        foreach (var (of, count) in others.Counts)
        {
            Count(of, count);
        }

        Accept(others._lastAccepted);
        if (others._accepted is { } accepted)
        {
            (_accepted ??= new CallerUses()).Add(accepted);
        }

        if (others._refused is { } refused)
        {
            (_refused ??= new CallerUses()).Add(refused);
        }
    }

    private void Count((long Hour, VerificationCode Code) of, long count)
    {
        if (_count == 0)
        {
            (_hour, _code) = of;
        }

        if (of == (_hour, _code))
        {
            _count += count;
            return;
        }

        _others ??= [];
        CollectionsMarshal.GetValueRefOrAddDefault(_others, of, out _) += count;
    }

    private void Accept(long ticks) => _lastAccepted = Math.Max(_lastAccepted, ticks);
}
