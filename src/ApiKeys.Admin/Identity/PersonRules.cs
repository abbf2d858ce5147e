using System.ComponentModel.DataAnnotations;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Identity;

/// <summary>What may be a person's name and e-mail address, wherever it is typed or configured.</summary>
internal static class PersonRules
{
    public const int EmailMaxLength = 254;

    private static readonly EmailAddressAttribute EmailShape = new();

    public static string? NameProblem(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "Enter a name.";
        }

        if (name.Trim().Length > AdminUser.DisplayNameMaxLength)
        {
            return $"Use at most {AdminUser.DisplayNameMaxLength} characters.";
        }

        if (TokenSearch.Find(name).Count > 0)
        {
            return "Leave out the token: a name can be read by others.";
        }

        return name.Any(char.IsControl) ? "Leave out line breaks and other control characters."
            : WellFormedText.Fault(name) is { } fault ? $"A name can't hold {fault}."
            : null;
    }

    public static string? EmailProblem(string email)
    {
        var address = email.Trim();
        if (address.Length == 0)
        {
            return "Enter an e-mail address.";
        }

        var shaped = address.Length <= EmailMaxLength
            && EmailShape.IsValid(address)
            && WellFormedText.IsWellFormed(address)
            && !address.Any(character => char.IsControl(character) || char.IsWhiteSpace(character));
        return shaped ? null : "Enter an e-mail address such as name@example.com.";
    }
}
