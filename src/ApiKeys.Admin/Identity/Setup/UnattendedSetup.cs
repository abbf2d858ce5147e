using ApiKeys.Admin.Settings;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Setup;

internal sealed class UnattendedSetup(FirstOwner firstOwner, IOptions<SetupAdminOptions> options, ILogger<UnattendedSetup> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var admin = options.Value;
        if (admin is not { IsGiven: true, Email: { } email, Password: { } password })
        {
            return;
        }

        switch (await firstOwner.CreateAsync(email, admin.Name ?? email.Split('@')[0], password, cancellationToken))
        {
            case FirstOwnerResult.AlreadyThere:
                Log.UnattendedAdminIgnored(logger);
                break;
            case FirstOwnerResult.Refused refused:
                throw new StartProblemException(
                    $"{SetupAdminOptions.Section}: {string.Join(' ', refused.Errors.Select(error => error.Description))}");
        }
    }
}
