using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.OpenId;

/// <summary>Sends a browser to the provider.</summary>
internal sealed class OpenIdChallenge(IOptions<OpenIdOptions> options, ILogger<OpenIdChallenge> logger)
{
    /// <param name="context">The request of the browser.</param>
    /// <param name="returnUrl">Where it goes when it comes back.</param>
    /// <param name="isProof">Whether it only shows again who the user is.</param>
    public async Task SendAsync(HttpContext context, string returnUrl, bool isProof)
    {
        if (!options.Value.IsOn)
        {
            context.Response.Redirect("/sign-in");
            return;
        }

        var properties = new AuthenticationProperties { RedirectUri = returnUrl };
        if (isProof)
        {
            properties.Items[OpenIdEvents.Proof] = "";
        }

        try
        {
            await context.ChallengeAsync(OpenIdServices.Scheme, properties);
        }
        catch (Exception problem) when (problem is InvalidOperationException or HttpRequestException or IOException)
        {
            // Its metadata can't be read: it is away, or the address is wrong.
            Log.ProviderFailed(logger, LoggedFailure.Text(problem));
            context.Response.Redirect(OpenIdEvents.RefusalHref(OpenIdRefusal.Failed));
        }
    }
}
