using ApiKeys.Tokens;
using ApiKeys.Workflows;
using Microsoft.Extensions.Options;

namespace ApiKeys.Configuration;

/// <summary>Checks the options on start and names every key that is wrong, with its value.</summary>
internal sealed class ApiKeysOptionsValidator : IValidateOptions<ApiKeysOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiKeysOptions options)
    {
        List<string> problems = [];
        if (!TokenFormat.IsBrandForNewTokens(options.Tokens.Brand))
        {
            problems.Add(
                $"ApiKeys:Tokens:Brand is '{options.Tokens.Brand}': it must be 2 to 20 lower-case letters a to z, and none of 'live', 'test' and 'prod'");
        }

        problems.AddRange(options.Tokens.FormerBrands.Index().Where(brand => !TokenFormat.IsBrand(brand.Item))
            .Select(brand => $"ApiKeys:Tokens:FormerBrands:{brand.Index} is '{brand.Item}': it must be 2 to 20 lower-case letters a to z"));

        if (problems.Count == 0)
        {
            foreach (var brand in options.Tokens.FormerBrands.Append(options.Tokens.Brand))
            {
                TokenSearch.Know(brand);
            }
        }

        problems.AddRange(OptionsSection.Problems(options.Confirmation, "ApiKeys:Confirmation"));
        problems.AddRange(OptionsSection.Problems(options.Expiry, "ApiKeys:Expiry"));
        problems.AddRange(options.Scopes.Index().SelectMany(scope => Problems(scope.Item, $"ApiKeys:Scopes:{scope.Index}")));
        problems.AddRange(options.Scopes.Index().GroupBy(scope => scope.Item.Name, StringComparer.Ordinal).SelectMany(group => group.Skip(1))
            .Select(again => $"ApiKeys:Scopes:{again.Index}:Name is '{again.Item.Name}': it must be named once, and is named before"));
        problems.AddRange(OptionsSection.Problems(options.Usage, "ApiKeys:Usage"));
        problems.AddRange(OptionsSection.Problems(options.Verification, "ApiKeys:Verification"));
        problems.AddRange(OptionsSection.Problems(options.Events, "ApiKeys:Events"));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(KnownScope scope, string section)
    {
        if (!ScopeName.IsValid(scope.Name))
        {
            yield return $"{section}:Name is '{scope.Name}': it must be written resource:action, or * for all, in lower case";
        }

        if (scope.Description?.Length > KnownScope.DescriptionMaxLength)
        {
            yield return $"{section}:Description is '{scope.Description}': it must be at most {KnownScope.DescriptionMaxLength} characters long";
        }
    }
}
