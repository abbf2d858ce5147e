using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.Workflows;
using CsCheck;

namespace ApiKeys.E2ETests.Kill;

/// <summary>A server that is killed again and again under the hands of its clients.</summary>
internal sealed class KillRun : IAsyncDisposable
{
    private const int Clients = 4;
    private const int Channels = 5;
    private const int ShortestLife = 10;
    private const int LongestLife = 60;
    private const int LongestJitter = 100;
    private const int MostTimes = 4;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-kill-");
    private readonly PCG _chance;
    private readonly bool _withHooks;
    private readonly Dictionary<string, string> _settings;
    private readonly KillApi _api;
    private readonly Gate _gate = new(Clients);
    private readonly List<KillClient> _clients;
    private readonly List<string> _logs = [];
    private AdminProcess _server = default!;
    private bool _hasCompensated;

    public KillRun(ulong seed, bool withHooks)
    {
        _chance = new PCG(Clients, seed);
        _withHooks = withHooks;
        _api = new KillApi(() => _server.Address);
        _clients = [.. Enumerable.Range(0, Clients).Select(
            number => new KillClient(number, new PCG((uint)number, seed), _api, _gate, Tally, canDoom: withHooks))];
        _settings = new Dictionary<string, string>
        {
            ["Setup__Admin__Email"] = Person.Olga.Email,
            ["Setup__Admin__Name"] = Person.Olga.Name,
            ["Setup__Admin__Password"] = Person.Olga.Password,
            ["Workflows__LeaseDuration"] = "00:00:01",
            ["Workflows__RecoveryInterval"] = "00:00:01",
        };
        if (withHooks)
        {
            Directory.CreateDirectory(Outside);
            _settings[OutsideHooks.Assemblies] = typeof(OutsideHooks).Assembly.GetName().Name!;
            _settings[OutsideHooks.FolderVariable] = Outside;
        }
    }

    public KillTally Tally { get; } = new();

    /// <summary>The end of what the last server said.</summary>
    public string ServerLog => string.Join('\n', _server.Output.Split('\n').TakeLast(40));

    private string DataFile => Path.Combine(_folder.FullName, "keys.db");

    private string Outside => Path.Combine(_folder.FullName, "outside");

    // Chance, and how busy the machine is, decide what a life sees.
    private bool HasSeenAll => (_hasCompensated || !_withHooks)
        && new[] { "acknowledged: Create", "acknowledged: Roll", "calls cut off by a kill" }.All(what => Tally[what] > 0);

    /// <summary>Kills so many times, and up to four times as often where not everything that is to be tested has happened by then.</summary>
    public async Task RunAsync(int kills, CancellationToken cancellationToken)
    {
        await StartAsync();
        await _api.SignInAsync(Person.Olga.Email, Person.Olga.Password, cancellationToken);
        var channels = await _api.CreateChannelsAsync(Channels, cancellationToken);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = new LineageWatch(DataFile, _clients, Tally).RunAsync(watching.Token);
        var working = Task.WhenAll(_clients.Select(client => client.RunAsync(channels, cancellationToken)));

        for (var kill = 1; (kill <= kills || (kill <= MostTimes * kills && !HasSeenAll)) && Tally.Findings.IsEmpty; kill++)
        {
            await LiveAWhileAsync(cancellationToken);
            await KillAndCompareAsync(cancellationToken);
        }

        _clients.ForEach(client => client.IsToEnd = true);
        _gate.Open();
        await working;
        await watching.CancelAsync();
        await watch;
        await CompareAsync(isEnd: true, cancellationToken);
        SearchForSecrets();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _api.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task StartAsync() => _server = await AdminProcess.StartBuiltAsync(DataFile, _folder.FullName, _settings);

    /// <summary>Counted in answers, for a machine may be slow; now and then a life ends before the first.</summary>
    private async Task LiveAWhileAsync(CancellationToken cancellationToken)
    {
        var answers = _chance.Next(8) == 0 ? 0 : ShortestLife + _chance.Next(LongestLife - ShortestLife);
        var jitter = TimeSpan.FromMilliseconds(_chance.Next(LongestJitter));
        var life = _api.AnswersAsync((int)answers);
        _gate.Open();
        await life.WaitAsync(cancellationToken);
        await Task.Delay(jitter, TimeProvider.System, cancellationToken);
    }

    private async Task KillAndCompareAsync(CancellationToken cancellationToken)
    {
        // First the kill, then the gate: the calls must be under way when it comes.
        await _server.KillAsync();
        await _gate.CloseAsync(cancellationToken);
        Tally.Count("kills");

        var dead = await StoreSnapshot.ReadAsync(DataFile, cancellationToken);
        StoreChecks.Always(dead, _clients, isSettled: false, Tally);
        for (var unfinished = dead.Executions.Values.Count(IsUnsettled); unfinished > 0; unfinished--)
        {
            Tally.Count("executions cut off between their steps");
        }

        _logs.Add(_server.Output);
        await _server.DisposeAsync();
        await StartAsync();
        await CompareAsync(isEnd: false, cancellationToken);
    }

    private async Task CompareAsync(bool isEnd, CancellationToken cancellationToken)
    {
        var store = await StoreSnapshot.ReadAsync(DataFile, cancellationToken);
        await Eventually.TrueAsync(
            async () => !(store = await StoreSnapshot.ReadAsync(DataFile, cancellationToken)).Executions.Values.Any(IsUnsettled),
            "every execution that was cut off is undone");
        StoreChecks.Always(store, _clients, isSettled: true, Tally);
        StoreChecks.Settled(store, Tally);
        _hasCompensated = store.Executions.Values.Any(execution => execution.State == WorkflowState.Compensated);
        if (_withHooks)
        {
            CompareOutside(store);
        }

        if (isEnd)
        {
            StoreChecks.Finished(store, _clients, Tally);
            foreach (var group in store.Executions.Values.GroupBy(execution => execution.State))
            {
                Enumerable.Repeat($"executions {group.Key}", group.Count()).ToList().ForEach(Tally.Count);
            }
        }
    }

    /// <summary>What was done outside the database stands where its execution completed, and nowhere else.</summary>
    private void CompareOutside(StoreSnapshot store)
    {
        var there = Directory.GetFiles(Outside).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
        var expected = store.Executions.Values
            .Where(execution => execution.State == WorkflowState.Completed && store.Steps[execution.Id].Any(step => step.Step == "write-outside"))
            .Select(execution => execution.Id).Order(StringComparer.Ordinal);
        foreach (var difference in there.Except(expected).Select(id => $"outside, and should not be: {id}")
            .Concat(expected.Except(there).Select(id => $"not outside, and should be: {id}")))
        {
            Tally.Find(difference);
        }
    }

    private void SearchForSecrets()
    {
        var tokens = _clients.SelectMany(client => client.Keys).Select(key => key.Token).OfType<string>().Where(token => token.StartsWith("sk_", StringComparison.Ordinal));
        var files = Directory.GetFiles(_folder.FullName).Select(File.ReadAllBytes).ToList();
        foreach (var token in tokens.TakeLast(20))
        {
            var search = new SecretSearch(token);
            if (files.Exists(search.IsIn) || _logs.Append(_server.Output).Any(search.IsIn))
            {
                Tally.Find("a secret that was given out is in the store or in the log");
            }
        }
    }

    private static bool IsUnsettled(StoredExecution execution) => execution.State is WorkflowState.Running or WorkflowState.Compensating;
}
