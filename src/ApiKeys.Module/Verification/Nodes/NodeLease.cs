using ApiKeys.Configuration;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ApiKeys.Verification.Nodes;

/// <summary>
/// This process's row among the nodes: how far it has applied the feed, and its leave to trust its memory. Used by one at a time.
/// </summary>
internal sealed class NodeLease(IOptions<ApiKeysOptions> options, TimeProvider timeProvider)
{
    /// <summary>Nodes that were silent for this long past their lease, by the database's clock, look lost. See <see cref="NodeSilence"/>.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(10);

    private static readonly CompiledUpdate<NodeRecord> Renew = new(
        "lease_until = {0} WHERE id = {1}", nameof(NodeRecord.LeaseUntil), nameof(NodeRecord.Id));

    private static readonly CompiledUpdate<NodeRecord> Advance = new(
        "lease_until = {0}, applied_version = {1}, applied_at = {2} WHERE id = {3}",
        nameof(NodeRecord.LeaseUntil),
        nameof(NodeRecord.AppliedVersion),
        nameof(NodeRecord.AppliedAt),
        nameof(NodeRecord.Id));

    private static readonly string MachineAndProcess = NameOf(Environment.MachineName, Environment.ProcessId);

    private DateTimeOffset _startedAt;
    private bool _isRegistered;
    private long _appliedVersion = -1;
    private long _renewedAt;

    private TimeSpan Trust => options.Value.Verification.Trust;

    public string Id { get; } = Ids.New(Ids.NodePrefix, timeProvider);

    /// <summary>Tells how far this node has come, when that is news or the lease is due for renewal.</summary>
    public async Task<NodeRenewal> RenewAsync(ApiKeysDbContext database, long version, CancellationToken cancellationToken)
    {
        if (_isRegistered && version == _appliedVersion && timeProvider.GetElapsedTime(_renewedAt) < Fencing.RenewAfter)
        {
            return new NodeRenewal(_renewedAt, WasSeen: true);
        }

        var wasSeen = _isRegistered && timeProvider.GetElapsedTime(_renewedAt) <= Fencing.Trust;
        var sentAt = timeProvider.GetTimestamp();
        var now = await database.ReadClockAsync(timeProvider, cancellationToken);
        if (!_isRegistered || !await UpdateAsync(database, version, now, cancellationToken))
        {
            wasSeen = false;
            await RegisterAsync(database, version, now, cancellationToken);
        }

        (_isRegistered, _appliedVersion, _renewedAt) = (true, version, sentAt);
        return new NodeRenewal(sentAt, wasSeen);
    }

    /// <summary>Takes the row away: this node trusts its memory no more.</summary>
    public async Task EndAsync(ApiKeysDbContext database, CancellationToken cancellationToken)
    {
        _isRegistered = false;
        await database.Set<NodeRecord>().Where(node => node.Id == Id).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<bool> UpdateAsync(ApiKeysDbContext database, long version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = now + Trust;
        return await (version == _appliedVersion
            ? Renew.ExecuteAsync(database, cancellationToken, until, Id)
            : Advance.ExecuteAsync(database, cancellationToken, until, version, now, Id)) == 1;
    }

    private async Task RegisterAsync(ApiKeysDbContext database, long version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        _startedAt = _startedAt == default ? now : _startedAt;
        database.Set<NodeRecord>().Add(new NodeRecord
        {
            Id = Id,
            Name = MachineAndProcess,
            StartedAt = _startedAt,
            AppliedVersion = version,
            AppliedAt = now,
            LeaseUntil = now + Trust,
            TrustMilliseconds = (long)Trust.TotalMilliseconds,
        });
        await database.SaveChangesAsync(cancellationToken);
        database.ChangeTracker.Clear();
    }

    private static string NameOf(string machine, int process)
    {
        var suffix = FormattableString.Invariant($" ({process})");
        var room = NodeConfiguration.NameMaxLength - suffix.Length;
        return (machine.Length <= room ? machine : machine[..room]) + suffix;
    }
}
