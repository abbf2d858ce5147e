using ApiKeys.Storage;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Module.Verification.Ring;

/// <summary>What one does to two nodes, and when.</summary>
internal enum NodeActKind
{
    Create,
    Revoke,
    Schedule,
    Cancel,
    Update,
    Look,
    Wait,
    LoseDatabase,
    FindDatabase,
}

internal sealed record NodeAct(NodeActKind Kind, int Node, int Key, int Milliseconds);

/// <summary>Two nodes on one database, and what their callers were told.</summary>
internal sealed class TwoNodesModel : IAsyncDisposable
{
    private readonly ScratchDatabase _file = new();
    private readonly FakeTimeProvider _time = new(TestModule.Start);
    private readonly StallingDatabase[] _databases = [new(), new()];
    private readonly TestModule[] _nodes;
    private readonly List<(CreatedApiKey Key, DateTimeOffset? RevokedAt)> _keys = [];
    private readonly string _unknown = TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal();

    public TwoNodesModel() => _nodes = [.. _databases.Select(database => _file.Start(_time, database))];

    /// <summary>Whether every node has answered every token as its holder may expect after each act.</summary>
    public static async Task<bool> CheckAsync(NodeAct[] acts)
    {
        await using var model = new TwoNodesModel();
        foreach (var node in model._nodes)
        {
            await node.LookAsync();
        }

        foreach (var act in acts)
        {
            await model.DoAsync(act);
            await model.AssertAnswersAsync(act);
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        _file.Dispose();
    }

    private Task DoAsync(NodeAct act)
    {
        var (node, database) = (_nodes[act.Node], _databases[act.Node]);
        switch (act.Kind)
        {
            case NodeActKind.Wait:
                _time.Advance(TimeSpan.FromMilliseconds(act.Milliseconds));
                return Task.CompletedTask;
            case NodeActKind.LoseDatabase:
                database.IsAway = true;
                return Task.CompletedTask;
            case NodeActKind.FindDatabase:
                database.IsAway = false;
                return node.LookAsync();
            case NodeActKind.Look:
                return TryToLookAsync(node);
            case NodeActKind.Create when !database.IsAway:
                return CreateAsync(node);
            default:
                return database.IsAway || _keys.Count == 0 ? Task.CompletedTask : ChangeAsync(node, act);
        }
    }

    private static async Task TryToLookAsync(TestModule node) => await Record.ExceptionAsync(node.LookAsync);

    private async Task CreateAsync(TestModule node) => _keys.Add((await FinishAsync(node.CreateAsync()), null));

    private async Task ChangeAsync(TestModule node, NodeAct act)
    {
        var index = act.Key % _keys.Count;
        var (key, _) = _keys[index];
        var result = await FinishAsync(act.Kind switch
        {
            NodeActKind.Revoke => node.RevokeAsync(key.Key.Id),
            NodeActKind.Schedule => node.RevokeAsync(key.Key.Id, TimeSpan.FromMilliseconds(act.Milliseconds + 1)),
            NodeActKind.Cancel => node.CancelRevocationAsync(key.Key.Id),
            _ => node.UpdateAsync(new() { Id = key.Key.Id, Title = $"{act.Milliseconds}" }),
        });
        if (result.Succeeded)
        {
            _keys[index] = (key, result.Value!.RevokedAt);
        }
    }

    /// <summary>Lets time pass, in which the nodes that can look at the feed, until an operation has been answered.</summary>
    private async Task<T> FinishAsync<T>(Task<T> operation)
    {
        for (var i = 0; !operation.IsCompleted; i++)
        {
            await Task.WhenAny(operation, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System));
            _time.Advance(TimeSpan.FromMilliseconds(20));
            if (i % 10 == 9)
            {
                await Task.WhenAll(_nodes.Select(TryToLookAsync));
            }

            Assert.True(i < 20_000, "The operation was never answered.");
        }

        return await operation;
    }

    private async Task AssertAnswersAsync(NodeAct act)
    {
        foreach (var (node, database) in _nodes.Zip(_databases))
        {
            await AssertAsync(act, node, database, _unknown, VerificationCode.NotFound);
            foreach (var (key, revokedAt) in _keys)
            {
                var isRevoked = revokedAt <= _time.GetUtcNow();
                await AssertAsync(act, node, database, key.Raw(), isRevoked ? VerificationCode.Revoked : VerificationCode.Valid);
            }
        }
    }

    private static async Task AssertAsync(NodeAct act, TestModule node, StallingDatabase database, string token, VerificationCode expected)
    {
        var code = await node.VerifyAsync(token);

        // Only a node without a database may fail to tell, and then it says so.
        Assert.True(code == expected || (database.IsAway && code == VerificationCode.StoreUnavailable), $"{code} instead of {expected} after {act}.");
    }
}
