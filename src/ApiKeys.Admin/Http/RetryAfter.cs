using System.Globalization;

namespace ApiKeys.Admin.Http;

internal static class RetryAfter
{
    /// <summary>Tells the caller how long to wait, in whole seconds and at least one.</summary>
    public static void SetRetryAfter(this HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
