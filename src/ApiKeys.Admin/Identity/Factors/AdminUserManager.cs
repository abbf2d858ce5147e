using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Factors;

/// <summary>Identity's manager, with recovery codes that are long enough to be stored as digests.</summary>
internal sealed class AdminUserManager(
    IUserStore<AdminUser> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<AdminUser> passwordHasher,
    IEnumerable<IUserValidator<AdminUser>> userValidators,
    IEnumerable<IPasswordValidator<AdminUser>> passwordValidators,
    ILookupNormalizer keyNormalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<AdminUser>> logger)
    : UserManager<AdminUser>(store, options, passwordHasher, userValidators, passwordValidators, keyNormalizer, errors, services, logger)
{
    protected override string CreateTwoFactorRecoveryCode() => RecoveryCode.New();
}
