using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace ApiKeys.Workflows;

/// <summary>Checks the ranges written on an options class and names the configuration key and the bad value.</summary>
internal static class OptionsSection
{
    public static IEnumerable<string> Problems(object options, string section)
    {
        List<ValidationResult> results = [];
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return
            from result in results
            from member in result.MemberNames
            let value = options.GetType().GetProperty(member)!.GetValue(options)
            select string.Create(CultureInfo.InvariantCulture, $"{section}:{member} is '{value}': {result.ErrorMessage}");
    }
}
