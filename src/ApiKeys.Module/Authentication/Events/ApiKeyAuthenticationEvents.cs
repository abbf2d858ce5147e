using Microsoft.AspNetCore.Authentication;

namespace ApiKeys;

/// <summary>
/// Called by a scheme for keys at certain points of a request. Set the delegates, or derive from this class and register it with
/// <see cref="AuthenticationSchemeOptions.EventsType"/>. The gate (<c>RequireApiKey</c>) raises no events.
/// </summary>
public class ApiKeyAuthenticationEvents
{
    /// <summary>Called before the request is read. It may present a token that stands elsewhere, such as in the query string of a WebSocket.</summary>
    public Func<ApiKeyMessageReceivedContext, Task> OnMessageReceived { get; set; } = Nothing;

    /// <summary>Called when a key has been verified and its use counted. It may add identities to the principal, or refuse the key.</summary>
    public Func<ApiKeyVerifiedContext, Task> OnKeyVerified { get; set; } = Nothing;

    /// <summary>Called before a request is answered with 401, 403 or 503. It may write an answer of its own.</summary>
    public Func<ApiKeyRefusedContext, Task> OnRefused { get; set; } = Nothing;

    /// <summary>Whether no event does anything, so that none has to be raised.</summary>
    internal bool AreSilent =>
        GetType() == typeof(ApiKeyAuthenticationEvents)
        && ReferenceEquals(OnMessageReceived, Nothing) && ReferenceEquals(OnKeyVerified, Nothing) && ReferenceEquals(OnRefused, Nothing);

    private static Func<object, Task> Nothing { get; } = _ => Task.CompletedTask;

    /// <summary>Calls <see cref="OnMessageReceived"/>.</summary>
    /// <param name="context">The request.</param>
    public virtual Task MessageReceivedAsync(ApiKeyMessageReceivedContext context) => OnMessageReceived(context);

    /// <summary>Calls <see cref="OnKeyVerified"/>.</summary>
    /// <param name="context">The request and the key.</param>
    public virtual Task KeyVerifiedAsync(ApiKeyVerifiedContext context) => OnKeyVerified(context);

    /// <summary>Calls <see cref="OnRefused"/>.</summary>
    /// <param name="context">The request and the reason.</param>
    public virtual Task RefusedAsync(ApiKeyRefusedContext context) => OnRefused(context);
}
