using ApiKeys;
using ApiKeys.Authentication;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Microsoft.AspNetCore.Http;

/// <summary>Tells endpoints which key calls.</summary>
public static class ApiKeyHttpContextExtensions
{
    /// <summary>The key that the request was let in with; <see langword="null"/> when it came without one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="type">The type of key that is meant, where a route takes both; <see langword="null"/> for either.</param>
    public static VerifiedKey? GetApiKey(this HttpContext context, ApiKeyType? type = null)
    {
        ArgumentNullException.ThrowIfNull(context);

        // Not context.User: reading that makes a principal for those who have none.
        return ApiKeyIdentity.Find(context.Features.Get<IHttpAuthenticationFeature>()?.User, type)?.Key;
    }

    /// <summary>The ids of the sales channels that the request's publishable key is linked to; none when it came without one.</summary>
    /// <param name="context">The request.</param>
    public static IReadOnlyList<string> GetSalesChannelIds(this HttpContext context) =>
        context.GetApiKey(ApiKeyType.Publishable)?.SalesChannelIds ?? [];
}
