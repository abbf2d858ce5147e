using ApiKeys.Admin.Identity.Passwords;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Setup;

/// <summary>The first owner for installations that no one watches; ignored once anyone exists.</summary>
internal sealed class SetupAdminOptions
{
    public const string Section = "Setup:Admin";

    public string? Email { get; set; }

    public string? Password { get; set; }

    /// <summary>The owner's name.</summary>
    /// <value>Without it, the first part of the e-mail address.</value>
    public string? Name { get; set; }

    public bool IsGiven => !string.IsNullOrEmpty(Email) || !string.IsNullOrEmpty(Password);
}

internal sealed class SetupAdminOptionsValidator(PasswordRules passwords) : IValidateOptions<SetupAdminOptions>
{
    private const string EmailKey = SetupAdminOptions.Section + ":" + nameof(SetupAdminOptions.Email);
    private const string PasswordKey = SetupAdminOptions.Section + ":" + nameof(SetupAdminOptions.Password);
    private const string NameKey = SetupAdminOptions.Section + ":" + nameof(SetupAdminOptions.Name);

    public ValidateOptionsResult Validate(string? name, SetupAdminOptions options)
    {
        if (!options.IsGiven)
        {
            return ValidateOptionsResult.Success;
        }

        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(SetupAdminOptions options)
    {
        if (string.IsNullOrEmpty(options.Email))
        {
            yield return $"{EmailKey} is missing: {PasswordKey} is given, and both are needed";
        }
        else if (PersonRules.EmailProblem(options.Email) is { } emailProblem)
        {
            yield return $"{EmailKey} is '{options.Email}': {emailProblem}";
        }

        // The value itself stays unsaid: what is refused here is often nearly the real password.
        if (string.IsNullOrEmpty(options.Password))
        {
            yield return $"{PasswordKey} is missing: {EmailKey} is given, and both are needed";
        }
        else if (passwords.Problem(options.Password, options.Email, options.Name) is { } passwordProblem)
        {
            yield return $"{PasswordKey} can't be used: {passwordProblem}";
        }

        if (options.Name is not null && PersonRules.NameProblem(options.Name) is { } nameProblem)
        {
            yield return $"{NameKey} is '{options.Name}': {nameProblem}";
        }
    }
}
