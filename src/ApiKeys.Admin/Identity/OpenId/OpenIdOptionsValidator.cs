using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.OpenId;

/// <summary>Names every setting that can't work, before someone signs in.</summary>
internal sealed class OpenIdOptionsValidator : IValidateOptions<OpenIdOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenIdOptions options)
    {
        var problems = Problems(options).Select(problem => $"{OpenIdOptions.Section}:{problem}").ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(OpenIdOptions options)
    {
        if (!options.IsOn)
        {
            if (options.Only)
            {
                yield return $"{nameof(OpenIdOptions.Only)} is true, and {nameof(OpenIdOptions.Authority)} is missing";
            }

            yield break;
        }

        if (!Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority)
            || (authority.Scheme != Uri.UriSchemeHttps && !(authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)))
        {
            yield return $"{nameof(OpenIdOptions.Authority)} is '{options.Authority}' and must be an https address";
        }

        if (string.IsNullOrEmpty(options.ClientId))
        {
            yield return $"{nameof(OpenIdOptions.ClientId)} is missing";
        }

        if (options.Roles.Count == 0 && options.DefaultRole is null)
        {
            yield return $"{nameof(OpenIdOptions.Roles)} and {nameof(OpenIdOptions.DefaultRole)} are missing, so no one could sign in";
        }

        foreach (var (value, role) in options.Roles.Where(pair => !AdminRoles.All.Contains(pair.Value)))
        {
            yield return $"{nameof(OpenIdOptions.Roles)}:{value} is '{role}', which is no role. Roles: {string.Join(", ", AdminRoles.All)}";
        }

        if (options.DefaultRole is { } other && !AdminRoles.All.Contains(other))
        {
            yield return $"{nameof(OpenIdOptions.DefaultRole)} is '{other}', which is no role. Roles: {string.Join(", ", AdminRoles.All)}";
        }

        foreach (var domain in options.AllowedDomains.Where(domain => domain.Contains('@', StringComparison.Ordinal) || !domain.Contains('.', StringComparison.Ordinal)))
        {
            yield return $"{nameof(OpenIdOptions.AllowedDomains)} has '{domain}', which is no domain such as example.com";
        }
    }
}
