using ApiKeys.Workflows;

namespace ApiKeys.E2ETests.Kill;

internal sealed record StoredKey(
    string Id, string Title, string DigestHex, DateTimeOffset? ActivatedAt, DateTimeOffset? RevokedAt, DateTimeOffset? DeletedAt, string? ReplacesId)
{
    public bool WorksAt(DateTimeOffset now) => DeletedAt is null && ActivatedAt <= now && !(RevokedAt <= now);
}

internal sealed record StoredEvent(string Id, string SubjectId, string SubjectTitle, ApiKeyAction Action, string ExecutionId, string Facts);

internal sealed record StoredExecution(string Id, string Workflow, string? TransactionId, WorkflowState State);

internal sealed record StoredStep(string ExecutionId, string Step, StepState State);

/// <summary>The whole store at one moment, read from the file in one transaction by a process that is not the server.</summary>
internal sealed record StoreSnapshot(
    IReadOnlyDictionary<string, StoredKey> Keys,
    IReadOnlyList<StoredEvent> Events,
    IReadOnlyDictionary<string, StoredExecution> Executions,
    ILookup<string, StoredStep> Steps,
    ILookup<string, string> Channels,
    string Integrity)
{
    public static async Task<StoreSnapshot> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await using var store = await StoreReader.OpenAsync(file, cancellationToken);
        var keys = await store.ReadAsync(
            "SELECT id, title, hex(digest), activated_at, revoked_at, deleted_at, replaces_id FROM apikeys_keys",
            row => new StoredKey(row.GetString(0), row.GetString(1), row.GetString(2), row.Time(3), row.Time(4), row.Time(5), row.Text(6)));
        var events = await store.ReadAsync(
            "SELECT id, subject_id, subject_title, action, execution_id, facts FROM apikeys_events ORDER BY id",
            row => new StoredEvent(
                row.GetString(0), row.GetString(1), row.GetString(2), (ApiKeyAction)row.GetInt32(3), row.GetString(4), row.GetString(5)));
        var executions = await store.ReadAsync(
            "SELECT id, workflow, transaction_id, state FROM apikeys_workflow_executions",
            row => new StoredExecution(row.GetString(0), row.GetString(1), row.Text(2), (WorkflowState)row.GetInt32(3)));
        var steps = await store.ReadAsync(
            "SELECT execution_id, step, state FROM apikeys_workflow_steps",
            row => new StoredStep(row.GetString(0), row.GetString(1), (StepState)row.GetInt32(2)));
        var links = await store.ReadAsync(
            "SELECT key_id, channel_id FROM apikeys_key_sales_channels WHERE unlinked_at IS NULL ORDER BY channel_id", row => (Key: row.GetString(0), Channel: row.GetString(1)));
        var integrity = await store.ReadAsync("PRAGMA integrity_check", row => row.GetString(0));
        return new StoreSnapshot(
            keys.ToDictionary(key => key.Id, StringComparer.Ordinal),
            events,
            executions.ToDictionary(execution => execution.Id, StringComparer.Ordinal),
            steps.ToLookup(step => step.ExecutionId, StringComparer.Ordinal),
            links.ToLookup(link => link.Key, link => link.Channel, StringComparer.Ordinal),
            string.Join(' ', integrity));
    }
}
