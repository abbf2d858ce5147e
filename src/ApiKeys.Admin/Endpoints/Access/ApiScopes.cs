using ApiKeys.Admin.Operations;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Endpoints.Access;

/// <summary>What the API itself asks of keys, offered beside what the store's services ask for.</summary>
internal sealed class ApiScopes : IPostConfigureOptions<ApiKeysOptions>
{
    public static IReadOnlyList<KnownScope> All { get; } =
    [
        new() { Name = "keys:read", Description = "List and read keys over HTTP" },
        new() { Name = "keys:write", Description = "Create, edit, revoke, roll and delete keys over HTTP" },
        new() { Name = KeyGrants.AdminScope, Description = "With keys:write: prolong and roll any key, not only those that the key made" },
        new() { Name = "keys:verify", Description = "Ask what a token is worth, for a service" },
        new() { Name = "channels:read", Description = "List and read sales channels over HTTP" },
        new() { Name = "channels:write", Description = "Create, edit and delete sales channels over HTTP" },
        new() { Name = "audit:read", Description = "Read the audit log over HTTP, with the names of people in it" },
        new() { Name = "users:read", Description = "Read names and addresses of the team over HTTP" },
    ];

    public void PostConfigure(string? name, ApiKeysOptions options)
    {
        // The configuration may name one too, to describe it in other words.
        foreach (var scope in All.Where(scope => options.Scopes.All(known => known.Name != scope.Name)))
        {
            options.Scopes.Add(scope);
        }
    }
}
