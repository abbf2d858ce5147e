using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>Checks what attributes can't say.</summary>
internal sealed class AccountOptionsValidator : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options)
    {
        var unknown = options.RequireSecondFactor.Where(role => !AdminRoles.All.Contains(role)).ToList();
        return unknown.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(unknown.Select(role =>
                $"{AccountOptions.Section}:{nameof(AccountOptions.RequireSecondFactor)} has '{role}', which is no role. Roles: {string.Join(", ", AdminRoles.All)}."));
    }
}
