using ApiKeys.Admin.Text;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Http;

/// <summary>What the API answers while the store is away, full or read-only.</summary>
internal static class StoreProblems
{
    public const string Unchanged = "unchanged";
    private const string Unknown = "unknown";

    public static ApiProblem Of(StoreFailure failure, HttpRequest request)
    {
        var problem = Of(failure.Kind);
        return failure.MayHaveTakenEffect
            ? problem with { Message = $"{StoreMessages.Of(failure.Kind)} {HowToLearn(request)}", Outcome = Unknown }
            : problem;
    }

    /// <summary>The answer when nothing was changed.</summary>
    public static ApiProblem Of(StoreFailureKind kind) =>
        new(StatusCodes.Status503ServiceUnavailable, "unknown_error", Code(kind), StoreMessages.Unchanged(kind))
        {
            RetryAfter = RetryAfter(kind),
            Outcome = Unchanged,
        };

    /// <summary>How long to wait before it makes sense to try again.</summary>
    public static TimeSpan RetryAfter(StoreFailureKind kind) => kind == StoreFailureKind.Unavailable
        ? TimeSpan.FromSeconds(5)

        // A person has to act first.
        : TimeSpan.FromMinutes(1);

    private static string Code(StoreFailureKind kind) => kind switch
    {
        StoreFailureKind.Full => "store_full",
        StoreFailureKind.ReadOnly => "store_read_only",
        _ => "store_unavailable",
    };

    private static string HowToLearn(HttpRequest request) => request.Headers.ContainsKey(ApiHeaders.IdempotencyKey)
        ? $"The outcome is not known: repeat the request with the same {ApiHeaders.IdempotencyKey}."
        : $"The outcome is not known: look before you repeat the request. With an {ApiHeaders.IdempotencyKey}, a repeat never takes effect twice.";
}
