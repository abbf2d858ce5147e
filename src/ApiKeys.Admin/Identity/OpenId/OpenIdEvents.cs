using System.Globalization;
using System.Security.Claims;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity.OpenId;

/// <summary>
/// Turns the provider's answer into a session of ours right away. No cookie carries who was named from one request to the next: whoever has the Data Protection keys
/// could write that.
/// </summary>
internal sealed class OpenIdEvents(OpenIdSignIn signIn, UserSessions sessions, TimeProvider timeProvider, ILogger<OpenIdEvents> logger) : OpenIdConnectEvents
{
    /// <summary>Marks a round trip that shows again who a user is.</summary>
    public const string Proof = "proof";

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        if (context.Properties.Items.ContainsKey(Proof))
        {
            context.ProtocolMessage.Prompt = "login";
            context.ProtocolMessage.MaxAge = "0";
        }

        return Task.CompletedTask;
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        context.HandleResponse();
        var principal = context.Principal ?? new ClaimsPrincipal();
        var returnUrl = context.ReturnUri ?? "/";
        if (context.Properties?.Items.ContainsKey(Proof) == true)
        {
            await ProveAsync(principal, context.HttpContext);
            context.Response.Redirect(returnUrl);
            return;
        }

        context.Response.Redirect(await signIn.SignInAsync(principal, context.HttpContext) switch
        {
            OpenIdResult.Refused { Why: var why } => RefusalHref(why),
            _ => "/account/continue" + QueryString.Create("returnUrl", returnUrl),
        });
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        Log.ProviderFailed(logger, LoggedFailure.Text(context.Failure ?? new AuthenticationFailureException("No reason was given.")));
        context.HandleResponse();
        context.Response.Redirect(RefusalHref(OpenIdRefusal.Failed));
        return Task.CompletedTask;
    }

    public static string RefusalHref(OpenIdRefusal why) => "/sign-in" + QueryString.Create("refused", why.ToString().ToLowerInvariant());

    private async Task ProveAsync(ClaimsPrincipal principal, HttpContext context)
    {
        var current = (await context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal;
        if (current?.FindFirstValue(SessionClaims.Id) is { } sessionId
            && IsFresh(principal)
            && (await signIn.FindAsync(principal))?.Id == current.FindFirstValue(ClaimTypes.NameIdentifier))
        {
            await sessions.ProveAsync(sessionId, context.RequestAborted);
        }
    }

    // A provider may ignore that a new sign-in was asked for; when it says when there was one, that has to be now.
    private bool IsFresh(ClaimsPrincipal principal) =>
        !long.TryParse(principal.FindFirstValue("auth_time"), CultureInfo.InvariantCulture, out var seconds)
        || timeProvider.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds) < Fresh;
}
