using System.Security.Cryptography;
using System.Text;
using ApiKeys.Workflows;

namespace ApiKeys.E2ETests.Kill;

/// <summary>Compares the store with what the clients were told. Each finding is a broken promise.</summary>
internal static class StoreChecks
{
    /// <summary>What holds at any moment: while the server is dead, and once every execution that it cut off is settled.</summary>
    public static void Always(StoreSnapshot store, IReadOnlyList<KillClient> clients, bool isSettled, KillTally tally)
    {
        foreach (var client in clients)
        {
            foreach (var key in client.Keys)
            {
                Acknowledged(store, key, client.Pending, isSettled, tally);
            }
        }

        NothingUnknown(store, clients, tally);
        AuditTrail(store, tally);
        if (store.Integrity != "ok")
        {
            tally.Find($"integrity: {store.Integrity}");
        }
    }

    /// <summary>What holds once every execution that was cut off is settled.</summary>
    public static void Settled(StoreSnapshot store, KillTally tally)
    {
        foreach (var execution in store.Executions.Values)
        {
            var steps = store.Steps[execution.Id].Select(step => step.State).ToList();
            var isWhole = execution.State switch
            {
                WorkflowState.Completed => steps.TrueForAll(state => state is StepState.Done or StepState.Irreversible),
                WorkflowState.Compensated => steps.TrueForAll(state => state is StepState.Compensated or StepState.Failed),
                _ => false,
            };
            if (!isWhole)
            {
                tally.Find($"{execution.Id} ({execution.Workflow}) is {execution.State} with steps {string.Join(", ", steps)}");
            }
        }

        foreach (var problem in EventReplay.Problems(store))
        {
            tally.Find(problem);
        }
    }

    /// <summary>What holds in the end: nothing is left that works and that nobody was given.</summary>
    public static void Finished(StoreSnapshot store, IReadOnlyList<KillClient> clients, KillTally tally)
    {
        foreach (var key in clients.SelectMany(client => client.Keys).Where(key => key.Token is null && store.Keys[key.Id].RevokedAt is null))
        {
            tally.Find($"{key.Id} is live and nobody was given its secret");
        }
    }

    private static void Acknowledged(StoreSnapshot store, KnownKey key, KillOperation? pending, bool isSettled, KillTally tally)
    {
        if (!store.Keys.TryGetValue(key.Id, out var stored))
        {
            tally.Find($"{key.Id} was acknowledged and is gone");
            return;
        }

        var isAsTold = stored.Title == key.Title
            && stored.DeletedAt is not null == key.IsDeleted
            && store.Channels[key.Id].SequenceEqual(key.Channels)
            && (key.IsReplaced ? stored.RevokedAt is not null : stored.RevokedAt == key.RevokedAt);
        if (!isAsTold && !(pending?.Key == key && pending.IsDoneIn(store, stored, isSettled)))
        {
            tally.Find($"{key.Id} was acknowledged as {Told(key)} and is {stored} with {string.Join(' ', store.Channels[key.Id])}; asked for is {pending}");
        }

        if (key.Token is { } token && Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(token))) != stored.DigestHex)
        {
            tally.Find($"{key.Id} has another secret than the one that was given out");
        }
    }

    /// <summary>A key nobody was told of is the work of a call that waits for its answer, or it should not be.</summary>
    private static void NothingUnknown(StoreSnapshot store, IReadOnlyList<KillClient> clients, KillTally tally)
    {
        var known = clients.SelectMany(client => client.Keys).Select(key => key.Id).ToHashSet(StringComparer.Ordinal);
        var pending = clients.Select(client => client.Pending?.Call.Name).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var key in store.Keys.Values.Where(key => !known.Contains(key.Id)))
        {
            var made = store.Events.FirstOrDefault(row => row.SubjectId == key.Id && row.Action == ApiKeyAction.Created);
            var call = made is null ? null : store.Executions.GetValueOrDefault(made.ExecutionId)?.TransactionId;
            if (call is null || !pending.Contains(call))
            {
                tally.Find($"nobody was told of {key}, made by the call {call}");
            }
        }
    }

    private static void AuditTrail(StoreSnapshot store, KillTally tally)
    {
        foreach (var row in store.Events.Where(row => !store.Executions.ContainsKey(row.ExecutionId)))
        {
            tally.Find($"{row.Id} tells of the execution {row.ExecutionId}, which there is none of");
        }

        var told = store.Events.Select(row => row.ExecutionId).ToHashSet(StringComparer.Ordinal);
        foreach (var execution in store.Executions.Values.Where(execution => !told.Contains(execution.Id)))
        {
            tally.Find($"{execution.Id} ({execution.Workflow}, {execution.State}) is told of by no event");
        }
    }

    private static string Told(KnownKey key) =>
        $"“{key.Title}”, revoked {(key.IsReplaced ? "by a roll" : key.RevokedAt?.ToString("o"))}, deleted {key.IsDeleted}, with {string.Join(' ', key.Channels)}";
}
