using Microsoft.AspNetCore.Authentication;

namespace ApiKeys.Admin.Identity.Callers;

internal sealed class CallerOptions : AuthenticationSchemeOptions
{
    /// <summary>The schemes that are asked, in this order.</summary>
    public IReadOnlyList<string> Schemes { get; set; } = [];
}
