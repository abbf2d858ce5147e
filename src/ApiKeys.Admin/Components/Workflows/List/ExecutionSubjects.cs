using ApiKeys.Admin.Components.Audit;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Workflows.List;

/// <summary>Looks up what executions changed, in the audit log.</summary>
internal sealed class ExecutionSubjects(KeyOperations keys)
{
    // A page of executions makes a few dozen events, unless one of them changed hundreds of keys.
    private const int MostEvents = 500;

    public async Task<IReadOnlyDictionary<string, ExecutionSubject>> ReadAsync(IReadOnlyList<string> executionIds, CancellationToken cancellationToken)
    {
        Dictionary<string, ExecutionSubject> subjects = new(StringComparer.Ordinal);
        if (executionIds.Count == 0
            || (await keys.ListEventsAsync(new() { ExecutionIds = executionIds, Limit = MostEvents }, cancellationToken)).Value is not { } events)
        {
            return subjects;
        }

        var isWhole = events.Count == events.Items.Count;
        foreach (var execution in events.Items.Reverse().GroupBy(change => change.ExecutionId, StringComparer.Ordinal))
        {
            subjects[execution.Key] = Of([.. execution], isWhole);
        }

        foreach (var id in isWhole ? [] : executionIds.Where(id => !subjects.ContainsKey(id)))
        {
            if ((await keys.ListEventsAsync(new() { ExecutionId = id, Limit = 1 }, cancellationToken)).Value is { Items: [var change] })
            {
                subjects[id] = Of([change], isWhole: false);
            }
        }

        return subjects;
    }

    /// <summary>The executions that changed a key, the latest ones of them.</summary>
    public async Task<ApiKeyResult<IReadOnlyList<string>>> ExecutionsOfAsync(string subjectId, int limit, CancellationToken cancellationToken)
    {
        var events = await keys.ListEventsAsync(new() { SubjectId = subjectId, Limit = limit }, cancellationToken);
        return events.Succeeded
            ? ApiKeyResult.Ok<IReadOnlyList<string>>([.. events.Value.Items.Select(change => change.ExecutionId).Distinct(StringComparer.Ordinal)])
            : ApiKeyResult.Refused<IReadOnlyList<string>>(events.Errors);
    }

    private static ExecutionSubject Of(IReadOnlyList<ApiKeyEventDetails> changes, bool isWhole)
    {
        var subjects = changes.DistinctBy(change => change.SubjectId).ToList();
        var first = subjects.Find(change => change.KeyType is not null) ?? subjects[0];
        return new ExecutionSubject(first.SubjectId, first.SubjectTitle, first.SubjectHref(), first.KeyType is not null, isWhole ? subjects.Count - 1 : null);
    }
}
