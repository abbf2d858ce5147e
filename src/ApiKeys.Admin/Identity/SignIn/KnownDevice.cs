namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>The browser that sends a request, when a user has signed in there before.</summary>
/// <param name="Digest">Names it in counters.</param>
/// <param name="UserId">The last user who signed in there.</param>
/// <param name="NormalizedEmail">That user's e-mail address.</param>
/// <param name="IsTrusted">Whether that user's password is enough in it for now, without a second factor.</param>
internal sealed record KnownDevice(string Digest, string UserId, string NormalizedEmail, bool IsTrusted);
