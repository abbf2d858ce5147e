using System.ComponentModel.DataAnnotations;
using ApiKeys.Events;
using ApiKeys.Keys;

namespace ApiKeys;

/// <summary>How keys look and behave.</summary>
public sealed class ApiKeysOptions
{
    /// <summary>How tokens look.</summary>
    public TokenOptions Tokens { get; } = new();

    /// <summary>How long a new secret waits to be confirmed as saved.</summary>
    public ConfirmationOptions Confirmation { get; } = new();

    /// <summary>How expiries are warned of.</summary>
    public ExpiryOptions Expiry { get; } = new();

    /// <summary>The scopes that this store's services ask for, to be chosen from by whoever makes a key. Others may be given to a key all the same.</summary>
    /// <value>The default is none: every scope is typed.</value>
    public IList<KnownScope> Scopes { get; } = [];

    /// <summary>How the use of keys is noted.</summary>
    public UsageOptions Usage { get; } = new();

    /// <summary>How tokens are verified.</summary>
    public VerificationOptions Verification { get; } = new();

    /// <summary>How events are delivered to subscribers.</summary>
    public EventsOptions Events { get; } = new();

    /// <summary>
    /// Whether a host that starts creates and migrates the module's tables. Turned off where the host has no right to change tables: whoever has it migrates
    /// beforehand, with <see cref="IApiKeyDatabase.MigrateAsync"/> or by a script.
    /// </summary>
    /// <value>The default is true.</value>
    public bool MigrateAtStart { get; set; } = true;
}

/// <summary>How tokens look.</summary>
public sealed class TokenOptions
{
    /// <summary>
    /// The word in every new token (<c>sk_retail_…</c>) by which people and secret scanners know whose it is. Tokens made under another brand go on working.
    /// </summary>
    /// <remarks>
    /// The generic rules of public secret scanners miss tokens with some words in them, such as <c>shop</c> and <c>store</c> (gitleaks) or <c>key</c>
    /// (trufflehog), and tokens of more than 64 characters. They find those of the default. For any brand of up to 20 letters the product writes rules that do.
    /// </remarks>
    /// <value>The default is <c>retail</c>; 2 to 20 lower-case ASCII letters, none of <c>live</c>, <c>test</c> and <c>prod</c>, which scanners take for Stripe's.</value>
    public string Brand { get; set; } = "retail";

    /// <summary>Brands that tokens were made under before, for the rules of secret scanners. Tokens of every brand are accepted, whether it is named here or not.</summary>
    /// <value>The default is none.</value>
    public IList<string> FormerBrands { get; } = [];
}

/// <summary>How long a new secret waits to be confirmed as saved.</summary>
public sealed class ConfirmationOptions
{
    /// <summary>After this time a Pending key can't be confirmed any more and is discarded.</summary>
    /// <value>The default is 15 minutes; 1 minute to 1 day.</value>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan ConfirmWithin { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often to look for Pending keys to discard.</summary>
    /// <value>The default is 1 minute; 1 second to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan DiscardInterval { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>How expiries are warned of: 30, 7 and 1 days before, each as an event.</summary>
public sealed class ExpiryOptions
{
    /// <summary>How often to look for keys to warn of.</summary>
    /// <value>The default is 1 minute; 1 second to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan WarnInterval { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>A scope that people can choose when they make or edit a key.</summary>
public sealed class KnownScope
{
    /// <summary>The longest <see cref="Description"/>, in characters.</summary>
    public const int DescriptionMaxLength = 200;

    /// <summary>The scope, written <c>resource:action</c>.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>What it allows, in people's words, up to 200 characters.</summary>
    /// <value>The default is empty.</value>
    public string Description { get; set; } = string.Empty;

    /// <summary>Whether a text can be a key's scope: <c>resource:action</c>, <c>resource:*</c> or <c>*</c>, in at most 100 characters.</summary>
    /// <param name="text">Anything; <see langword="null"/> is no scope.</param>
    public static bool IsScope(string? text) => ApiKeyRules.IsScope(text);
}

/// <summary>How the use of keys is noted.</summary>
public sealed class UsageOptions
{
    /// <summary>How often noted uses are written. A crash loses at most this much.</summary>
    /// <value>The default is 10 seconds; 1 second to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether to keep who calls with a secret key: address and user agent, the 50 latest of a key. Addresses are personal data. Set to
    /// <see langword="false"/>, none is kept, and those that were are removed. Of publishable keys none is kept in any case: their callers are shoppers.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool RecordCallers { get; set; } = true;

    /// <summary>How long counts and callers are kept.</summary>
    /// <value>The default is 90 days; 1 day to 10 years. The dashboard shows the last 30 days.</value>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00", ErrorMessage = "it must be between {1} and {2}")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(90);
}
