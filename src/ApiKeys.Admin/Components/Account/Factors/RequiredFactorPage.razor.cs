using ApiKeys.Admin.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Components.Account.Factors;

/// <summary>Leads a user whose role needs a second factor to setting one up.</summary>
public sealed partial class RequiredFactorPage
{
    private DateTimeOffset? _dueAt;
    private bool _isOverdue;

    [Inject]
    internal UserManager<AdminUser> Users { get; set; } = default!;

    [Inject]
    internal TimeProvider Time { get; set; } = default!;

    [CascadingParameter]
    internal HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "returnUrl")]
    internal string? ReturnUrl { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _dueAt = await Users.GetUserAsync(HttpContext.User) is { TwoFactorEnabled: false } user ? user.SecondFactorDueAt : null;
        _isOverdue = _dueAt <= Time.GetUtcNow();
    }
}
