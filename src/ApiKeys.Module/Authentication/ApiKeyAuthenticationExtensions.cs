using ApiKeys;
using ApiKeys.Authentication;
using Microsoft.AspNetCore.Authentication;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Lets ASP.NET Core's authentication know keys. Two registrations, not one: an app that takes secret keys only has then one scheme, which ASP.NET Core
/// makes the default by itself, and publishable keys, which anybody may know, are let in only where they were asked for.
/// </summary>
public static class ApiKeyAuthenticationExtensions
{
    /// <summary>
    /// Adds a scheme for secret keys: <c>Authorization: Bearer sk_…</c>, <c>X-Api-Key: sk_…</c>, or <c>Basic</c> with the key as the user name.
    /// Register the module too, with <c>AddApiKeys</c>.
    /// </summary>
    /// <param name="builder">What <c>AddAuthentication</c> returned.</param>
    /// <param name="configure">Changes the options; the defaults work.</param>
    public static AuthenticationBuilder AddApiKeys(this AuthenticationBuilder builder, Action<ApiKeyAuthenticationOptions>? configure = null) =>
        builder.AddApiKeys(ApiKeyAuthenticationDefaults.AuthenticationScheme, configure);

    /// <inheritdoc cref="AddApiKeys(AuthenticationBuilder, Action{ApiKeyAuthenticationOptions}?)"/>
    /// <param name="builder">What <c>AddAuthentication</c> returned.</param>
    /// <param name="scheme">The scheme's name. Policies then have to name it.</param>
    /// <param name="configure">Changes the options; the defaults work.</param>
    public static AuthenticationBuilder AddApiKeys(
        this AuthenticationBuilder builder, string scheme, Action<ApiKeyAuthenticationOptions>? configure = null) =>
        builder.AddApiKeys(scheme, displayName: null, configure);

    /// <inheritdoc cref="AddApiKeys(AuthenticationBuilder, Action{ApiKeyAuthenticationOptions}?)"/>
    /// <param name="builder">What <c>AddAuthentication</c> returned.</param>
    /// <param name="scheme">The scheme's name. Policies then have to name it.</param>
    /// <param name="displayName">The scheme's name for people; <see langword="null"/> to keep it out of lists of ways to sign in.</param>
    /// <param name="configure">Changes the options; the defaults work.</param>
    public static AuthenticationBuilder AddApiKeys(
        this AuthenticationBuilder builder, string scheme, string? displayName, Action<ApiKeyAuthenticationOptions>? configure) =>
        builder.Add(scheme, displayName, ApiKeyType.Secret, configure);

    /// <summary>Adds a scheme for publishable keys: <c>x-publishable-api-key: pk_…</c>.</summary>
    /// <param name="builder">What <c>AddAuthentication</c> returned.</param>
    /// <param name="configure">Changes the options; the defaults work.</param>
    public static AuthenticationBuilder AddPublishableApiKeys(
        this AuthenticationBuilder builder, Action<ApiKeyAuthenticationOptions>? configure = null) =>
        builder.AddPublishableApiKeys(ApiKeyAuthenticationDefaults.PublishableScheme, configure);

    /// <inheritdoc cref="AddPublishableApiKeys(AuthenticationBuilder, Action{ApiKeyAuthenticationOptions}?)"/>
    /// <param name="builder">What <c>AddAuthentication</c> returned.</param>
    /// <param name="scheme">The scheme's name. Policies then have to name it.</param>
    /// <param name="configure">Changes the options; the defaults work.</param>
    public static AuthenticationBuilder AddPublishableApiKeys(
        this AuthenticationBuilder builder, string scheme, Action<ApiKeyAuthenticationOptions>? configure = null) =>
        builder.AddPublishableApiKeys(scheme, displayName: null, configure);

    /// <inheritdoc cref="AddPublishableApiKeys(AuthenticationBuilder, Action{ApiKeyAuthenticationOptions}?)"/>
    /// <param name="builder">What <c>AddAuthentication</c> returned.</param>
    /// <param name="scheme">The scheme's name. Policies then have to name it.</param>
    /// <param name="displayName">The scheme's name for people; <see langword="null"/> to keep it out of lists of ways to sign in.</param>
    /// <param name="configure">Changes the options; the defaults work.</param>
    public static AuthenticationBuilder AddPublishableApiKeys(
        this AuthenticationBuilder builder, string scheme, string? displayName, Action<ApiKeyAuthenticationOptions>? configure) =>
        builder.Add(scheme, displayName, ApiKeyType.Publishable, configure);

    private static AuthenticationBuilder Add(
        this AuthenticationBuilder builder, string scheme, string? displayName, ApiKeyType type, Action<ApiKeyAuthenticationOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(scheme);
        return builder.AddScheme<ApiKeyAuthenticationOptions, ApiKeyAuthenticationHandler>(scheme, displayName, options =>
        {
            configure?.Invoke(options);
            options.KeyType = type;
        });
    }
}
