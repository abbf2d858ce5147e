using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Layout;

/// <summary>
/// Sends someone who is not signed in to the sign-in page and remembers where they were going.
/// </summary>
public sealed class RedirectToSignIn : ComponentBase
{
    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override void OnInitialized()
    {
        // Relative to the site: an absolute return address could be pointed elsewhere. A link may carry a token, which the sign-in page is not to keep.
        var returnUrl = PastedTokens.RedactAddress("/" + Navigation.ToBaseRelativePath(Navigation.Uri));
        Navigation.NavigateTo($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", forceLoad: true);
    }
}
