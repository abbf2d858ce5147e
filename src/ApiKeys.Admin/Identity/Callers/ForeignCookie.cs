using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;

namespace ApiKeys.Admin.Identity.Callers;

/// <summary>The session is good, but a page of another site made the browser send it.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Thrown nowhere: it is why an authentication failed.")]
[SuppressMessage("Design", "CA1032", Justification = "Thrown nowhere: it is why an authentication failed.")]
internal sealed class ForeignCookie() : AuthenticationFailureException("The cookie came from another site.");
