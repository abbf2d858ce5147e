namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>One thing that tries are counted for.</summary>
/// <param name="Digest">SHA-256 of what it is.</param>
/// <param name="Limit">The tries it may have.</param>
/// <param name="Slides">Whether each try starts the wait anew; otherwise the count ends when it would have without them.</param>
internal sealed record TryCounter(string Digest, int Limit, bool Slides);

/// <param name="Allowed">Whether the password may be checked at all.</param>
/// <param name="IsLast">Whether the next try has to wait.</param>
/// <param name="Wait">How long that is.</param>
internal readonly record struct SignInTry(bool Allowed, bool IsLast, TimeSpan Wait);
