
namespace ApiKeys.Operations;

/// <summary>Checks lists of requests, each by itself. The field of the third request is named <c>[2].title</c>.</summary>
/// <param name="noun">What is operated on: "key".</param>
internal sealed class BulkValidation(string noun)
{
    public IReadOnlyList<ApiKeyError> CheckIds<TRequest>(IReadOnlyList<TRequest> requests, Func<TRequest, string> id) =>
        CheckEach(requests, id, (_, _, _) => { });

    /// <summary>Checks requests that each name, by its id, what they are about.</summary>
    public IReadOnlyList<ApiKeyError> CheckEach<TRequest>(
        IReadOnlyList<TRequest> requests, Func<TRequest, string> id, Action<List<ApiKeyError>, TRequest, string> check)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        return CheckEach(requests, (errors, request, at) =>
        {
            if (errors.CheckId(noun, id(request), at + "id") && !seen.Add(id(request)))
            {
                errors.Add(new(ApiKeyErrorCode.Invalid, $"The same {noun} is named twice.", at + "id", id(request)));
            }

            check(errors, request, at);
        });
    }

    public IReadOnlyList<ApiKeyError> CheckEach<TRequest>(
        IReadOnlyList<TRequest> requests, Action<List<ApiKeyError>, TRequest, string> check)
    {
        ArgumentNullException.ThrowIfNull(requests);
        if (requests.Any(request => request is null))
        {
            throw new ArgumentException("A request is null.", nameof(requests));
        }

        List<ApiKeyError> errors = [];
        if (requests.Count is 0 or > TextRules.MaxBulk)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"Give 1 to {TextRules.MaxBulk} {noun}s at once, not {requests.Count}."));
            return errors;
        }

        for (var i = 0; i < requests.Count; i++)
        {
            check(errors, requests[i], $"[{i}].");
        }

        return errors;
    }
}
