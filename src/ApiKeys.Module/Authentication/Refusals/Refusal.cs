using ApiKeys.Tokens;
using Microsoft.AspNetCore.Http;

namespace ApiKeys.Authentication.Refusals;

/// <summary>Why a call is not let in, as its caller is told. Never holds a token.</summary>
/// <param name="Code">The reason for programs.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Error">The error code of RFC 6750; <see langword="null"/> when no credential was presented, or none is to blame.</param>
/// <param name="Detail">The reason for people, with what to do. ASCII without quotes: it goes into a header.</param>
internal sealed record Refusal(string Code, int Status, string? Error, string Detail)
{
    /// <summary>The scopes that are lacking, separated by spaces.</summary>
    public string? Scope { get; init; }

    /// <summary>The redacted form of the token that was presented, if it was one.</summary>
    public string? Redacted { get; init; }

    public bool IsStoreUnavailable => Status == StatusCodes.Status503ServiceUnavailable;

    /// <summary>The same refusal, saying which token it is about, as far as that can be said without saying the token.</summary>
    public Refusal Of(string? presented) =>
        ApiKeyToken.TryParse(presented, out var token) ? this with { Redacted = token.ToString() } : this;

    /// <inheritdoc cref="Of(string?)"/>
    public Refusal Of(PresentedToken presented) => presented.Redacted is { } redacted ? this with { Redacted = redacted } : this;
}
