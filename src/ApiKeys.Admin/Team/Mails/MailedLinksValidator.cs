using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Mail;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Team.Mails;

/// <summary>Mailed links need a configured address: the one of a request is what its sender says, and would carry the secret to a stranger's server.</summary>
internal sealed class MailedLinksValidator(IConfiguration configuration) : IValidateOptions<AccountOptions>
{
    private const string Host = $"{MailOptions.Section}:{nameof(MailOptions.Host)}";

    public ValidateOptionsResult Validate(string? name, AccountOptions options) =>
        !string.IsNullOrEmpty(configuration[Host]) && string.IsNullOrEmpty(options.PublicAddress)
            ? ValidateOptionsResult.Fail(
                $"{AccountOptions.Section}:{nameof(AccountOptions.PublicAddress)} is missing: {Host} is given, and mailed links begin with this address")
            : ValidateOptionsResult.Success;
}
