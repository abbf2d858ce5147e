using System.Net;

namespace ApiKeys.Usage.Callers;

/// <summary>
/// Who called with a key since the last flush: a handful by name and the rest together, so that one who changes its name with every call can't fill the
/// memory. A few are compared faster than hashed, and need no text made of them.
/// </summary>
internal sealed class CallerUses
{
    public const int MaxNamed = 20;

    // Linked and not in a list: most keys have one caller.
    private CallerUse? _first;
    private CallerUse? _last;
    private CallerUse? _unnamed;

    public IEnumerable<CallerUse> All
    {
        get
        {
            for (var use = _first; use is not null; use = use.Next)
            {
                yield return use;
            }

            if (_unnamed is not null)
            {
                yield return _unnamed;
            }
        }
    }

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
        CallerUse? end = null;
        var named = 0;
        for (var known = _first; known is not null; known = known.Next, named++)
        {
            if (known.Is(address, userAgent))
            {
                return known;
            }

            end = known;
        }

        if (named == MaxNamed)
        {
            return _unnamed ??= new CallerUse(null, null);
        }

        var added = new CallerUse(address, userAgent);
        if (end is null)
        {
            _first = added;
        }
        else
        {
            end.Next = added;
        }

        return added;
    }
}
