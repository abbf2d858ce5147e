namespace ApiKeys.Admin.Identity.SignIn;

internal abstract record PasswordSignInResult
{
    private PasswordSignInResult()
    {
    }

    internal sealed record SignedIn(AdminUser User) : PasswordSignInResult;

    /// <summary>The password is right, and the user has a second factor. Only said after the right password.</summary>
    internal sealed record SecondFactorNeeded(AdminUser User) : PasswordSignInResult;

    /// <summary>The password is right and the code isn't.</summary>
    internal sealed record WrongCode : PasswordSignInResult;

    /// <summary>No one has that address, or the password is another.</summary>
    internal sealed record Wrong : PasswordSignInResult;

    /// <summary>Said alike for addresses that exist and those that don't.</summary>
    internal sealed record TooManyTries(TimeSpan Wait) : PasswordSignInResult;

    /// <summary>Single sign-on is the only way.</summary>
    internal sealed record Off : PasswordSignInResult;

    /// <summary>Only said after the right password.</summary>
    internal sealed record Deactivated : PasswordSignInResult;
}
