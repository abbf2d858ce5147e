using ApiKeys.Audit;
using ApiKeys.Events;
using ApiKeys.Storage;
using ApiKeys.Time;
using ApiKeys.Verification.Nodes;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Transfer;

/// <summary>
/// What the processes of an installation write down about themselves. It does not move: none of them runs on the new one. All else does, the journal of running
/// executions included: on the new installation their leases run out, and they are undone there.
/// </summary>
internal static class ProcessState
{
    /// <summary>Entities that stay behind.</summary>
    public static readonly IReadOnlyCollection<Type> Entities = [typeof(NodeRecord), typeof(StoreProbeRecord)];

    /// <summary>Entities of the module whose rows are there before there is any key.</summary>
    public static readonly IReadOnlyCollection<Type> FilledByStart =
        [typeof(EventFeed), typeof(KeyTimeRecord), typeof(SubscriberRecord), typeof(ScheduledJobRecord), .. Entities];

    /// <summary>Whether a column says until when its row belongs to a process: it moves as null, so that the first to come may have the row.</summary>
    public static bool IsClaim(Type entity, string property) =>
        (entity == typeof(ScheduledJobRecord) && property == nameof(ScheduledJobRecord.LeaseUntil))
        || (entity == typeof(SubscriberRecord) && property == nameof(SubscriberRecord.LeaseUntil));
}
