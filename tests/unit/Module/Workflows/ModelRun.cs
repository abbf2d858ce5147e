using ApiKeys.Audit;
using ApiKeys.Keys;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>Does a random sequence to the module and to the model, and holds them against each other after every act.</summary>
internal sealed class ModelRun : IAsyncDisposable
{
    private readonly ScratchDatabase _database = new();
    private readonly FakeTimeProvider _clock = new(TestModule.Start);
    private readonly ModelKeys _model = new();
    private FaultInjector _faults = new();
    private TestModule _module;
    private int _calls;

    private ModelRun() => _module = Start();

    private DateTimeOffset Now => _clock.GetUtcNow();

    public static async Task CheckAsync(IEnumerable<ModelAct> acts)
    {
        await using var run = new ModelRun();
        foreach (var act in acts)
        {
            await run.DoAsync(act);
            await run.AssertSameAsync();
        }

        await run.AssertTokensAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _module.DisposeAsync();
        _database.Dispose();
    }

    private TestModule Start()
    {
        _faults = new FaultInjector { CountsCommands = true };
        return _database.Start(_clock, _faults, services => services.AddWorkflow(ModelOperation.Outer));
    }

    private async Task DoAsync(ModelAct act)
    {
        switch (act.Kind)
        {
            case ModelKind.Wait:
                _clock.Advance(act.Delay);
                break;
            case ModelKind.Restart:
                await RestartAsync();
                break;
            case ModelKind.Recover:
                await _module.RecoverAsync();
                break;
            default:
                await OperateAsync(act);
                break;
        }
    }

    private async Task OperateAsync(ModelAct act)
    {
        var key = _model.Pick(act.Target);
        var operation = new ModelOperation(act, key?.Id ?? "apk_none", _model.NextTitle(), $"call-{++_calls}");
        var isUndone = act.IsUndone && act.IsReversible;
        var (startedAt, before) = (Now, await LastExecutionAsync());
        (_faults.At, _faults.Dies) = (act.Fault == ModelFault.None ? null : act.Point, act.Fault == ModelFault.Die);
        _faults.Arm();
        ModelAnswer? answer = null;
        var exception = await Record.ExceptionAsync(
            async () => answer = isUndone ? await operation.RunUndoneAsync(_module) : await operation.RunAsync(_module));
        _faults.Disarm();

        if (_faults.IsDead)
        {
            // What it answers, nobody hears: the nodes are asked after the commit, and a failure there is none of the operation.
            await RestartAsync();
            await AssertRolledKeyWorksAsync(act, key, startedAt);
            await RecoverAsync();
            await AfterDeathAsync(operation, key, startedAt, before);
            return;
        }

        if (exception is null)
        {
            Expect(operation, key, startedAt, answer!, isUndone);
        }
        else
        {
            // The caller was told that it failed, so nothing of it may be left.
            Assert.True(_faults.HasThrown, $"{exception}");
        }

        if (_faults.HasThrown)
        {
            // It may have kept an undo from beginning; then it is the recovery's.
            await RecoverAsync();
        }
    }

    /// <summary>The caller got no answer. The journal explains what became of its call, and so does calling again.</summary>
    private async Task AfterDeathAsync(ModelOperation operation, ModelKey? key, DateTimeOffset startedAt, string? before)
    {
        var last = await LastExecutionAsync();
        var isComplete = last is not null && last != before && (await _module.ExecutionAsync(last)).State == WorkflowState.Completed;
        if (isComplete)
        {
            _model.Apply(operation.Act, key, startedAt, operation.Title, (await UnknownKeyAsync(), null));
        }

        if (operation.Act.CallsAgain && operation.Act is { IsUndone: false, Kind: not ModelKind.Discard })
        {
            var answer = await operation.RunAsync(_module);
            if (isComplete)
            {
                Assert.Null(answer.Refusal);
                Assert.Null(answer.Token);
            }
            else
            {
                Expect(operation, key, Now, answer, isUndone: false);
            }
        }
    }

    private void Expect(ModelOperation operation, ModelKey? key, DateTimeOffset at, ModelAnswer answer, bool isUndone)
    {
        Assert.Equal(_model.Refusal(operation.Act, key, at), answer.Refusal);
        if (answer.Refusal is null && !isUndone)
        {
            _model.Apply(operation.Act, key, at, operation.Title, (answer.Id, answer.Token));
        }
    }

    private async Task RestartAsync()
    {
        await _module.DisposeAsync();
        _module = Start();
    }

    private async Task RecoverAsync()
    {
        _clock.Advance(TimeSpan.FromSeconds(31));
        await _module.RecoverAsync();
    }

    private async Task<string?> LastExecutionAsync()
    {
        await using var database = _module.OpenDatabase();
        return await database.Set<WorkflowExecution>().MaxAsync(execution => (string?)execution.Id);
    }

    private async Task<string> UnknownKeyAsync()
    {
        await using var database = _module.OpenDatabase();
        var known = _model.All.Select(key => key.Id).ToList();
        return await database.Set<ApiKey>().Select(key => key.Id).SingleOrDefaultAsync(id => !known.Contains(id)) ?? "";
    }

    /// <summary>I5, in the moment after the crash: whoever recovers later, a key that worked works, or its replacement does.</summary>
    private async Task AssertRolledKeyWorksAsync(ModelAct act, ModelKey? key, DateTimeOffset startedAt)
    {
        var old = act.IsRoll ? key : act.Kind == ModelKind.Activate ? _model.Find(key?.ReplacesId) : null;
        if (old?.WorksAt(startedAt) == true)
        {
            await using var database = _module.OpenDatabase();
            var line = await database.Set<ApiKey>().Where(row => row.Id == old.Id || row.ReplacesId == old.Id).ToListAsync();
            Assert.Contains(line, row => row.DeletedAt is null && row.StatusAt(Now) is ApiKeyStatus.Active or ApiKeyStatus.Revoking);
        }
    }

    /// <summary>Nothing acknowledged is lost, nothing else is there, every change has its event, and nothing is under way.</summary>
    private async Task AssertSameAsync()
    {
        await using var database = _module.OpenDatabase();
        var now = Now;
        var rows = await database.Set<ApiKey>().AsNoTracking().OrderBy(row => row.Id).ToListAsync();
        Assert.Equal(
            _model.All.OrderBy(key => key.Id, StringComparer.Ordinal)
                .Select(key => (key.Id, key.Title, key.StatusAt(now), key.RevokedAt, key.ReplacesId, key.IsDeleted)),
            rows.Select(row => (row.Id, row.Title, row.StatusAt(now), row.RevokedAt, row.ReplacesId, row.DeletedAt is not null)));

        var events = (await database.Set<ApiKeyEvent>().AsNoTracking().OrderBy(row => row.Id).ToListAsync()).ToLookup(row => row.SubjectId);
        Assert.All(_model.All, key => Assert.Equal(key.Actions, WithoutUndone(events[key.Id])));
        Assert.All(events.Where(group => _model.Find(group.Key) is null), group => Assert.Empty(WithoutUndone(group)));

        var executions = await database.Set<WorkflowExecution>().ToDictionaryAsync(execution => execution.Id, execution => execution.State);
        Assert.All(executions.Values, state => Assert.True(state is WorkflowState.Completed or WorkflowState.Compensated));
        Assert.All(events.SelectMany(group => group), row => Assert.True(executions.ContainsKey(row.ExecutionId)));
    }

    private async Task AssertTokensAsync()
    {
        foreach (var key in _model.All.Where(key => key.Token is not null))
        {
            var result = await _module.Verifier.VerifyAsync(key.Token, null, CancellationToken.None);
            Assert.Equal(key.WorksAt(Now), result.IsValid);
        }
    }

    private static List<ApiKeyAction> WithoutUndone(IEnumerable<ApiKeyEvent> events)
    {
        List<ApiKeyAction> actions = [];
        foreach (var row in events)
        {
            if (row.Action == ApiKeyAction.Undone)
            {
                Assert.Equal(actions[^1].ToString(), row.Facts[EventFacts.Action]);
                actions.RemoveAt(actions.Count - 1);
            }
            else
            {
                actions.Add(row.Action);
            }
        }

        return actions;
    }
}
