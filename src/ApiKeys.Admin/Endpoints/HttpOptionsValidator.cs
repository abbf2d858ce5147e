using ApiKeys.Admin.Http;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Endpoints;

/// <summary>Finds scopes that are none, and origins that no browser would ever send.</summary>
internal sealed class HttpOptionsValidator : IValidateOptions<HttpOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpOptions options)
    {
        var problems = options.DefaultScopes
            .Where(scope => !KnownScope.IsScope(scope))
            .Select(scope => $"{HttpOptions.Section}:{nameof(options.DefaultScopes)} is '{scope}': not a scope such as 'orders:read' or '*'")
            .Concat(options.Origins
                .Where(origin => !IsOrigin(origin))
                .Select(origin => $"{HttpOptions.Section}:{nameof(options.Origins)} is '{origin}': not an origin such as 'https://shop.example.com'"))
            .ToList();

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    // Written as browsers write it. A star is none: with credentials it would let every site in.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && string.Equals(address.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
