using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiKeys.Admin.Components.Account;

internal static class LocalUrl
{
    /// <summary>The address if it stays in this product, else the first page: a link to the sign-in page must not lead elsewhere.</summary>
    public static string OrHome(string? returnUrl) =>
        !string.IsNullOrEmpty(returnUrl) && returnUrl[0] == '/' && RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl : "/";
}
