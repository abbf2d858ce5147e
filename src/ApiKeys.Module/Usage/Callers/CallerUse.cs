using System.Net;

namespace ApiKeys.Usage.Callers;

/// <summary>How one caller used a key since the last flush. Holds what the request gave, untouched; texts are made of it at the flush.</summary>
internal sealed class CallerUse(IPAddress? address, string? userAgent)
{
    // More than is stored, so that a token which the end of the stored text would cut in two is still seen whole.
    public const int MaxTextLength = 1024;

    private long _firstTicks = long.MaxValue;
    private long _lastTicks;

    /// <summary>The caller that was added after this one.</summary>
    public CallerUse? Next { get; set; }

    public IPAddress? Address { get; } = address;

    public string? UserAgent { get; } = userAgent is { Length: > MaxTextLength } ? userAgent[..MaxTextLength] : userAgent;

    public string? Route { get; private set; }

    public VerificationCode Code { get; private set; }

    public DateTimeOffset FirstAt => new(_firstTicks, TimeSpan.Zero);

    public DateTimeOffset LastAt => new(_lastTicks, TimeSpan.Zero);

    public long Count { get; private set; }

    public bool Is(IPAddress? address, string? userAgent) =>
        (ReferenceEquals(Address, address) || (Address is not null && Address.Equals(address)))
        && (ReferenceEquals(UserAgent, userAgent) || Kept(UserAgent).SequenceEqual(Kept(userAgent)));

    public void Add(VerificationCode code, string? route, DateTimeOffset first, DateTimeOffset last, long count)
    {
        Count += count;
        _firstTicks = Math.Min(_firstTicks, first.UtcTicks);
        if (last.UtcTicks >= _lastTicks)
        {
            (_lastTicks, Code) = (last.UtcTicks, code);

            // Longer than any route's pattern: an address with who knows what in it.
            Route = route is { Length: > MaxTextLength } ? null : route;
        }
    }

    private static ReadOnlySpan<char> Kept(string? text) => text.AsSpan(0, Math.Min(text?.Length ?? 0, MaxTextLength));
}
