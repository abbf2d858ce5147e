namespace ApiKeys.Admin.Http;

/// <summary>Headers of the HTTP API's own.</summary>
internal static class ApiHeaders
{
    /// <summary>The caller's name for a request: a repeat with it never takes effect twice.</summary>
    public const string IdempotencyKey = "Idempotency-Key";
}
