using System.Globalization;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Hosting.Limits;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Mail;
using ApiKeys.Admin.Operations.Installation;
using ApiKeys.Admin.Settings;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;
using Microsoft.Extensions.Options;
using static ApiKeys.Admin.Hosting.Installation.SettingText;

namespace ApiKeys.Admin.Hosting.Installation;

/// <summary>The configuration as the page of settings shows it. It names what it shows, so that a new option, which may be a secret, isn't shown by itself.</summary>
internal sealed class ConfiguredSettings(
    IConfiguration configuration,
    ProductDatabase database,
    IOptions<ApiKeysOptions> module,
    IOptions<WorkflowOptions> workflows,
    IOptions<HttpOptions> http,
    IOptions<AccountOptions> account,
    IOptions<ServerLimitOptions> server,
    IOptions<MailOptions> mail,
    IOptions<OpenIdOptions> openId)
{
    public IReadOnlyList<SettingSection> Read() =>
    [
        new("Keys", Keys(module.Value)),
        new("Limits", Limits(account.Value, server.Value)),
        new("Retention", Retention()),
        new("Events", Events(module.Value.Events)),
        new("Sign-in", [.. SignIn(account.Value, openId.Value).Select(ForOwners)]),
        new("Mail", [.. MailServer(mail.Value).Select(ForOwners)]),
        new("About", About()),
    ];

    private static Setting ForOwners(Setting setting) => setting with { IsForOwners = true };

    private Setting[] Keys(ApiKeysOptions keys) =>
    [
        Of("ApiKeys:Tokens:Brand", "Tokens begin with", $"sk_{keys.Tokens.Brand}_ or pk_{keys.Tokens.Brand}_"),
        Of("ApiKeys:Tokens:FormerBrands", "Earlier brands", List(keys.Tokens.FormerBrands)),
        new("Rules for secret scanners", "The command scanner-rules FOLDER writes them for gitleaks, trufflehog and GitHub."),
        Of("ApiKeys:Confirmation:ConfirmWithin", "Time to confirm a new key", Duration(keys.Confirmation.ConfirmWithin)),
        Of("ApiKeys:Scopes", "Scopes to choose from", List(keys.Scopes.Select(scope => scope.Name), "Those of the HTTP API")),
        Of("Http:DefaultScopes", "Scopes of a key created over HTTP without any", http.Value.DefaultScopes is ["*"] ? "All (*)" : List(http.Value.DefaultScopes)),
        Of("ApiKeys:Verification:OfflineGrace", "Keys are accepted without the database for", Duration(keys.Verification.OfflineGrace)),
    ];

    private Setting[] Limits(AccountOptions people, ServerLimitOptions limits) =>
    [
        Of("Http:CallsPerMinute", "Requests of one key or user per minute and node", Counted.Number(http.Value.CallsPerMinute)),
        Of("Account:PostsPerMinute", "Sign-ins from one network per minute", Counted.Number(people.PostsPerMinute)),
        Of("Account:SignInTries", "Sign-in attempts for one address from one network", Counted.Number(people.SignInTries)),
        Of("Account:SignInTriesFromEverywhere", "Sign-in attempts for one address from all networks", Counted.Number(people.SignInTriesFromEverywhere)),
        Of("Account:SignInWait", "Wait after the last attempt", Duration(people.SignInWait)),
        Of("Account:OpenPages", "Open pages of one user on a node", Counted.Number(people.OpenPages)),
        new("Rows of one list request", Counted.Number(ListApiKeysQuery.MaxLimit)),
        new("Body of a request to the HTTP API", Bytes(RequestBody.MaxLength)),
        Of("Server:MaxRequestBodySize", "Body of any other request", Bytes(limits.MaxRequestBodySize)),
        Of("Server:MaxConnections", "Open connections", Counted.Number(limits.MaxConnections)),
        Of("ApiKeys:Verification:MaxKeysInMemory", "Keys in memory", Counted.Number(module.Value.Verification.MaxKeysInMemory)),
    ];

    private Setting[] Retention() =>
    [
        new("Audit events and receipts", "Kept without a limit"),
        Of("Workflows:Retention", "Ended workflow executions", Duration(workflows.Value.Retention)),
        Of("ApiKeys:Usage:Retention", "Usage counts and callers, unless a policy says otherwise", Duration(module.Value.Usage.Retention)),
        Of("ApiKeys:Usage:RecordCallers", "Addresses of callers are stored", YesNo(module.Value.Usage.RecordCallers)),
    ];

    private Setting[] Events(EventsOptions events) =>
    [
        Of("ApiKeys:Events:PollInterval", "Subscribers poll every", Duration(events.PollInterval)),
        Of("ApiKeys:Events:DeliveryTimeout", "Time for one event", Duration(events.DeliveryTimeout)),
        Of("ApiKeys:Events:DeliveryAttempts", "Attempts before a dead letter", Counted.Number(events.DeliveryAttempts)),
        Of("ApiKeys:Events:DeliveryBackoff", "Wait before the second attempt, doubled each time", Duration(events.DeliveryBackoff)),
    ];

    private Setting[] SignIn(AccountOptions people, OpenIdOptions provider) =>
    [
        Of("Account:PublicAddress", "Address of the dashboard", Address(people.PublicAddress)),
        Of("SignIn:OpenId:Authority", "Single sign-on", provider.IsOn ? provider.Name : "Off"),
        Of("SignIn:OpenId:Only", "Passwords and passkeys are accepted", YesNo(!(provider.IsOn && provider.Only))),
        Of("Account:RequireSecondFactor", "Roles that need a second factor, besides the policy", List(people.RequireSecondFactor)),
        Of("Account:SecondFactorGrace", "Time to set it up", Duration(people.SecondFactorGrace)),
        Of("Account:SessionLength", "A session ends without use after", Duration(people.SessionLength)),
        Of("Account:SessionMaximum", "A session ends at the latest after", Duration(people.SessionMaximum)),
        Of("Account:AskAgainAfter", "Users are asked again who they are after", Duration(people.AskAgainAfter, "Never")),
    ];

    private Setting[] MailServer(MailOptions given) => !given.IsOn ? [Of("Mail:Host", "Mail server", "None: nothing is mailed")] :
    [
        Of("Mail:Host", "Mail server", given.Host!),
        Of("Mail:Port", "Port", given.Port.ToString(CultureInfo.InvariantCulture)),
        Of("Mail:From", "Sender", given.From ?? "None"),
        Of("Mail:Tls", "Encryption", given.Tls.ToString()),
    ];

    private Setting[] About() =>
    [
        new("Version", ProductVersion.Text),
        Of("Database:Provider", "Database", database.Provider switch
        {
            DatabaseProvider.PostgreSql => "PostgreSQL",
            DatabaseProvider.SqlServer => "SQL Server",
            _ => "SQLite",
        }),
        .. DatabaseFile(),
    ];

    private IEnumerable<Setting> DatabaseFile() =>
        database.Provider == DatabaseProvider.Sqlite && Path.GetFileName(DatabaseConnection.Parse(database.ConnectionString)?.DataSource) is { Length: > 0 } file
            ? [ForOwners(Of(DatabaseConnection.Key, "Database file", file))]
            : [];

    private Setting Of(string key, string title, string value) => new(title, value, key, !configuration.GetSection(key).Exists());
}
