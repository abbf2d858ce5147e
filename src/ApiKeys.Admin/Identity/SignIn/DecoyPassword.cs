using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>A hash no one's password fits, with the cost of a real one.</summary>
internal sealed class DecoyPassword
{
    private readonly PasswordHasher<AdminUser> _hasher;
    private readonly AdminUser _nobody;
    private readonly string _hash;

    public DecoyPassword(IOptions<PasswordHasherOptions> options, TimeProvider timeProvider)
    {
        _hasher = new PasswordHasher<AdminUser>(options);
        _nobody = AdminUser.Create("nobody", "Nobody", timeProvider);
        _hash = _hasher.HashPassword(_nobody, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
    }

    public void Verify(string password) => _hasher.VerifyHashedPassword(_nobody, _hash, password);
}
