namespace ApiKeys;

/// <summary>Someone who presents a key. Without an address and a user agent: all those together that are not told apart.</summary>
public sealed record KeyCaller
{
    /// <summary>Where the calls came from; <see langword="null"/> when that is not known.</summary>
    public required string? Address { get; init; }

    /// <summary>What the caller says it is, cut short and without anything that looks like a token; <see langword="null"/> when it says nothing.</summary>
    public required string? UserAgent { get; init; }

    /// <summary>The route that was called last; <see langword="null"/> when that is not known.</summary>
    public required string? Route { get; init; }

    /// <summary>Whether these are the calls that were accepted; the same caller's refused ones stand apart.</summary>
    public required bool IsAccepted { get; init; }

    /// <summary>What came of the last call.</summary>
    public required VerificationCode LastCode { get; init; }

    /// <summary>The first call that is known.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>The last call.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>How many calls, since the first.</summary>
    public required long Count { get; init; }

    /// <summary>Whether this is one caller, and not all those that are not told apart.</summary>
    public bool IsNamed => Address is not null || UserAgent is not null;
}
