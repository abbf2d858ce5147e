using System.ComponentModel.DataAnnotations;
using ApiKeys.Tokens;
using Microsoft.Extensions.Options;

namespace ApiKeys;

/// <summary>Checks the options on start and names every key that is wrong, with its value.</summary>
internal sealed class ApiKeysOptionsValidator : IValidateOptions<ApiKeysOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiKeysOptions options)
    {
        List<string> failures = [];
        if (!TokenFormat.IsBrand(options.Tokens.Brand))
        {
            failures.Add(
                $"ApiKeys:Tokens:Brand is '{options.Tokens.Brand}'; it must be 2 to 20 lower-case letters a to z, and neither 'live' nor 'test'.");
        }

        Check(options.Confirmation, "ApiKeys:Confirmation");
        Check(options.Usage, "ApiKeys:Usage");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(object section, string path)
        {
            List<ValidationResult> results = [];
            Validator.TryValidateObject(section, new ValidationContext(section), results, validateAllProperties: true);
            foreach (var result in results)
            {
                var member = result.MemberNames.First();
                var value = section.GetType().GetProperty(member)!.GetValue(section);
                failures.Add($"{path}:{member} is '{value}'. {result.ErrorMessage}");
            }
        }
    }
}
