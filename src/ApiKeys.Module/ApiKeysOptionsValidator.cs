using ApiKeys.Tokens;
using Microsoft.Extensions.Options;

namespace ApiKeys;

/// <summary>Checks the options on start and names every key that is wrong, with its value.</summary>
internal sealed class ApiKeysOptionsValidator : IValidateOptions<ApiKeysOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiKeysOptions options)
    {
        List<string> problems = [];
        if (!TokenFormat.IsBrand(options.Tokens.Brand))
        {
            problems.Add(
                $"ApiKeys:Tokens:Brand is '{options.Tokens.Brand}': it must be 2 to 20 lower-case letters a to z, and neither 'live' nor 'test'");
        }

        problems.AddRange(OptionsSection.Problems(options.Confirmation, "ApiKeys:Confirmation"));
        problems.AddRange(OptionsSection.Problems(options.Usage, "ApiKeys:Usage"));
        problems.AddRange(OptionsSection.Problems(options.Verification, "ApiKeys:Verification"));
        problems.AddRange(OptionsSection.Problems(options.Events, "ApiKeys:Events"));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
