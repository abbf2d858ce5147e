using System.Net;

namespace ApiKeys.Usage.Callers;

/// <summary>
/// Who called with a key since the last flush: a handful by name and the rest together, so that one who changes its name with every call can't fill the
/// memory. A few are compared faster than hashed, and need no text made of them.
/// </summary>
internal sealed class CallerUses
{
    public const int MaxNamed = 20;

    private readonly List<CallerUse> _named = [];
    private CallerUse? _last;
    private CallerUse? _unnamed;

    public IEnumerable<CallerUse> All => _unnamed is null ? _named : _named.Append(_unnamed);

    public void Add(VerificationCode code, DateTimeOffset at, in ApiKeyCaller caller) =>
        Of(caller.Address, caller.UserAgent).Add(code, caller.Route, at, at, 1);

    public void Add(CallerUses others)
    {
        foreach (var other in others.All)
        {
            Of(other.Address, other.UserAgent).Add(other.Code, other.Route, other.FirstAt, other.LastAt, other.Count);
        }
    }

    private CallerUse Of(IPAddress? address, string? userAgent)
    {
        if (address is null && string.IsNullOrEmpty(userAgent))
        {
            return _unnamed ??= new CallerUse(null, null);
        }

        return _last = _last is { } last && last.Is(address, userAgent) ? last : Find(address, userAgent);
    }

    private CallerUse Find(IPAddress? address, string? userAgent)
    {
        foreach (var known in _named)
        {
            if (known.Is(address, userAgent))
            {
                return known;
            }
        }

        if (_named.Count == MaxNamed)
        {
            return _unnamed ??= new CallerUse(null, null);
        }

        var added = new CallerUse(address, userAgent);
        _named.Add(added);
        return added;
    }
}
