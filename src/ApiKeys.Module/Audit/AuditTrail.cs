using ApiKeys.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.Audit;

/// <summary>Writes the event row beside the change that it tells of, so that both are committed or neither (I6).</summary>
internal static class AuditTrail
{
    public static void Record(this StepContext step, ApiKeyAction action, IAuditSubject subject, params ReadOnlySpan<(string Name, string Value)> facts) =>
        step.Record(action, subject, step.StartedBy, facts);

    /// <summary>Notes that a change was undone: by the product, whoever had begun it.</summary>
    public static void RecordUndone(this StepContext step, ApiKeyAction undone, IAuditSubject subject) =>
        step.Record(ApiKeyAction.Undone, subject, Actor.System.Id, [(EventFacts.Action, undone.ToString())]);

    private static void Record(
        this StepContext step, ApiKeyAction action, IAuditSubject subject, string actor, ReadOnlySpan<(string Name, string Value)> facts)
    {
        var row = new ApiKeyEvent
        {
            Id = Ids.New(Ids.EventPrefix, step.Now),
            SubjectId = subject.Id,
            SubjectTitle = subject.Title,
            KeyType = subject.KeyType,
            Action = action,
            Actor = actor,
            At = step.Now,
            ExecutionId = step.ExecutionId,
        };
        foreach (var (name, value) in facts)
        {
            row.Facts[name] = value;
        }

        row.SearchText = EventSearchText.Of(row);
        step.Database.Add(row);
        step.AfterCommit<ReachEveryNode>(new RecordedChange(row, subject, ConcernsVerification(row)));
    }

    // Verification doesn't depend on titles or descriptions, and a warning changes nothing.
    private static bool ConcernsVerification(ApiKeyEvent row) => row.KeyType is not null && row.Action switch
    {
        ApiKeyAction.ExpiryWarned or ApiKeyAction.IdleWarned => false,
        ApiKeyAction.Updated => row.Facts.ContainsKey(EventFacts.NewScopes) || row.Facts.ContainsKey(EventFacts.NewExpiresAt),
        _ => true,
    };
}
