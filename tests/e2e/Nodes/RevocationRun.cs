using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ApiKeys.E2ETests.Kill;
using CsCheck;

namespace ApiKeys.E2ETests.Nodes;

/// <summary>
/// Keys are made and revoked on nodes that are stopped, woken, cut off, slowed down and killed, while others call every node with them. Every acceptance is held
/// against what was known when the call was sent.
/// </summary>
internal sealed class RevocationRun(Cluster cluster, ulong seed)
{
    private const int Admins = 4;
    private const int CallersPerNode = 3;

    // Leaves the nodes some of the two processors that a machine of CI has.
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromMilliseconds(5);

    // Of keys revoked lately each is called again and again; older ones are left in peace.
    private const int Remembered = 60;

    // The promise is a second, of which a margin of 200 ms is kept back. A node checks a call after it was sent, so this holds on a busy machine too.
    private static readonly TimeSpan LongestAfterCommit = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<WatchedKey> _keys = new();
    private readonly PCG _chance = new(1, seed);
    private int _missing;

    public KillTally Tally { get; } = new();

    public async Task RunAsync(int revocations, bool disturb, CancellationToken cancellationToken)
    {
        _missing = revocations;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task> background =
        [
            SeeAsync(ending.Token),
            .. cluster.Nodes.SelectMany(node => Enumerable.Range(0, CallersPerNode).Select(caller => CallAsync(node, caller, ending.Token))),
        ];
        var admins = Task.WhenAll(Enumerable.Range(0, Admins).Select(admin => AdministerAsync(admin, cancellationToken)));
        while (disturb && !admins.IsCompleted)
        {
            await DisturbAsync(cancellationToken);
            await Task.WhenAny(admins, Task.Delay(TimeSpan.FromMilliseconds(_chance.Next(800)), TimeProvider.System, cancellationToken));
        }

        await admins;
        await ending.CancelAsync();
        await Task.WhenAll(background).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        background.ForEach(task => Assert.True(task.IsCanceled || task.IsCompletedSuccessfully, $"{task.Exception}"));
    }

    private static long Now() => TimeProvider.System.GetTimestamp();

    private async Task AdministerAsync(int number, CancellationToken cancellationToken)
    {
        var chance = new PCG((uint)(100 + number), seed);
        while (Interlocked.Decrement(ref _missing) >= 0)
        {
            var (maker, revoker) = (Draw(chance), Draw(chance));
            if (await TryAsync(maker, "/admin/api-keys", new { title = $"Key of admin {number}", type = "publishable" }, cancellationToken) is not { } made)
            {
                Interlocked.Increment(ref _missing);
                continue;
            }

            var key = new WatchedKey((string)made["api_key"]!["id"]!, (string)made["api_key"]!["token"]!);
            Remember(key);
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(60)), TimeProvider.System, cancellationToken);

            key.ToBeRevokedAt = Now();
            if (await TryAsync(revoker, $"/admin/api-keys/{key.Id}/revoke", new { }, cancellationToken) is { } revoked && (bool?)revoked["receipt"]?["is_complete"] == true)
            {
                key.ReceiptAt = Now();
                Tally.Count("revocations with a whole receipt");
            }
            else
            {
                Tally.Count("revocations without an answer or a whole receipt");
            }
        }
    }

    private Node Draw(PCG chance) => cluster.Nodes[(int)chance.Next((uint)cluster.Nodes.Count)];

    private void Remember(WatchedKey key)
    {
        _keys.Enqueue(key);
        while (_keys.Count > Remembered && _keys.TryDequeue(out _))
        {
        }
    }

    // A node that is disturbed may fail to answer; what it did then is told by the database.
    private static async Task<JsonNode?> TryAsync(Node node, string path, object body, CancellationToken cancellationToken)
    {
        try
        {
            return await node.TryPostAsync(path, body).WaitAsync(Patience, TimeProvider.System, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private async Task CallAsync(Node node, int number, CancellationToken cancellationToken)
    {
        var chance = new PCG((uint)(1000 + number), seed);
        while (!cancellationToken.IsCancellationRequested)
        {
            var keys = _keys.ToArray();
            if (keys.Length == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken);
                continue;
            }

            // The newest most of all: what matters happens around their end.
            var key = keys[^(1 + Math.Min((int)chance.Next(8), keys.Length - 1))];
            key = chance.Next(4) == 0 ? keys[(int)chance.Next((uint)keys.Length)] : key;
            var sentAt = Now();
            var (receiptAt, seenAt) = (key.ReceiptAt, key.SeenRevokedAt);
            HttpStatusCode status;
            try
            {
                status = await node.TryAsync(key.Token).WaitAsync(Patience, TimeProvider.System, cancellationToken);
            }
            catch (Exception exception) when (exception is HttpRequestException or TimeoutException or IOException or ObjectDisposedException or OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Tally.Count("calls without an answer");
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
                continue;
            }

            Judge(key, status, sentAt, receiptAt, seenAt);
            await Task.Delay(BetweenCalls, TimeProvider.System, cancellationToken);
        }
    }

    private void Judge(WatchedKey key, HttpStatusCode status, long sentAt, long receiptAt, long seenAt)
    {
        switch (status)
        {
            case HttpStatusCode.OK when receiptAt != 0:
                Tally.Find($"{key.Id} was accepted {Since(receiptAt, sentAt)} after its receipt");
                break;
            case HttpStatusCode.OK when seenAt != 0 && TimeProvider.System.GetElapsedTime(seenAt, sentAt) > LongestAfterCommit:
                Tally.Find($"{key.Id} was accepted {Since(seenAt, sentAt)} after its revocation was seen committed");
                break;
            case HttpStatusCode.OK:
                Tally.Count(seenAt == 0 ? "calls accepted" : "calls accepted within 800 ms after the commit, before the receipt");
                break;
            case HttpStatusCode.BadRequest when key.ToBeRevokedAt == 0:
                Tally.Find($"{key.Id} was refused and nobody had asked for its revocation");
                break;
            case HttpStatusCode.BadRequest:
                Tally.Count("calls refused");
                break;
            case HttpStatusCode.ServiceUnavailable:
                Tally.Count("calls that could not be told");
                break;
            default:
                Tally.Find($"{key.Id}: {status}");
                break;
        }
    }

    private static string Since(long from, long to) =>
        string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(from, to).TotalMilliseconds:0} ms");

    /// <summary>Looks into the database for revocations, past all wires: a commit is never later than it is seen here.</summary>
    private async Task SeeAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var waiting = _keys.Where(key => key.ToBeRevokedAt != 0 && key.SeenRevokedAt == 0).ToDictionary(key => key.Id);
            if (waiting.Count > 0)
            {
                var ids = string.Join(',', waiting.Keys.Select(id => $"'{id}'"));
                var revoked = await cluster.AskAsync($"SELECT id FROM apikeys_keys WHERE revoked_at IS NOT NULL AND id IN ({ids})");
                var now = Now();
                revoked.ForEach(id => waiting[id].SeenRevokedAt = now);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    private async Task DisturbAsync(CancellationToken cancellationToken)
    {
        var node = Draw(_chance);
        var length = TimeSpan.FromMilliseconds(200 + _chance.Next(2_300));
        var what = _chance.Next(8);
        switch (what)
        {
            case < 3:
                node.Stop();
                await WaitAsync(length, node.Wake, cancellationToken);
                Tally.Count("nodes stopped and woken");
                break;
            case < 6:
                node.Wire.Cut();
                await WaitAsync(length, node.Wire.Mend, cancellationToken);
                Tally.Count("nodes cut off");
                break;
            case < 7:
                node.Wire.Delay = TimeSpan.FromMilliseconds(_chance.Next(300));
                await WaitAsync(length, () => node.Wire.Delay = TimeSpan.Zero, cancellationToken);
                Tally.Count("nodes slowed down");
                break;
            default:
                await node.KillAsync();
                await node.RestartAsync(cluster.Bearer);
                Tally.Count("nodes killed");
                break;
        }
    }

    private static async Task WaitAsync(TimeSpan length, Action end, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(length, TimeProvider.System, cancellationToken);
        }
        finally
        {
            end();
        }
    }
}
