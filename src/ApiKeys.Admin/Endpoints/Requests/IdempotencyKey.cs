using ApiKeys.Admin.Http;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>The caller's name for a call: sent again with it, the call is not made again.</summary>
internal static class IdempotencyKey
{
    public const string Header = ApiHeaders.IdempotencyKey;

    /// <summary>Says with an answer that it is the answer to an earlier call.</summary>
    public const string ReplayedHeader = "Idempotent-Replayed";

    public static string? Read(HttpRequest request, FieldProblems problems)
    {
        if (!request.Headers.TryGetValue(Header, out var values))
        {
            return null;
        }

        if (values is [{ Length: > 0 and <= WorkflowRunOptions.TransactionIdMaxLength } key] && key.All(character => character is > ' ' and <= '~'))
        {
            return key;
        }

        problems.Add($"Header '{Header}' is one value of 1 to {WorkflowRunOptions.TransactionIdMaxLength} visible ASCII characters");
        return null;
    }
}
