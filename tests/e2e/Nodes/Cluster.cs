using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.Kill;
using ApiKeys.ServerTests.Infrastructure;
using Npgsql;

namespace ApiKeys.E2ETests.Nodes;

/// <summary>Nodes, three of them unless told otherwise, on one PostgreSQL database, which is not there yet when they start, all at once.</summary>
public sealed class Cluster : IAsyncLifetime
{
    /// <summary>The tests that share one, one after the other: to start it takes longer than most of them.</summary>
    public const string CollectionName = "Nodes";

    private const int UsualSize = 3;

    private readonly int _size;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-e2e-");
    private readonly string _database = PostgreSqlServer.NewName();
    private readonly List<Node> _nodes = [];
    private PostgreSqlServer? _server;

    public Cluster()
        : this(UsualSize, new Dictionary<string, string>())
    {
    }

    internal Cluster(int size, IReadOnlyDictionary<string, string> settings) => (_size, _settings) = (size, settings);

    internal IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>What the nodes said until all of them were ready, before any test cut or stopped one.</summary>
    internal IReadOnlyList<string> SaidAtStart { get; private set; } = [];

    /// <summary>An Owner's token.</summary>
    internal string Bearer { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (PostgreSqlServer.IsMissing || OperatingSystem.IsWindows())
        {
            return;
        }

        _server = await PostgreSqlServer.Shared;
        var settings = new Dictionary<string, string>(_settings)
        {
            ["Setup__Admin__Email"] = Person.Olga.Email,
            ["Setup__Admin__Name"] = Person.Olga.Name,
            ["Setup__Admin__Password"] = Person.Olga.Password,
            ["Http__CallsPerMinute"] = "100000000",
            ["Workflows__LeaseDuration"] = "00:00:02",
            ["Workflows__RecoveryInterval"] = "00:00:01",
            [OutsideHooks.Assemblies] = typeof(HangingHook).Assembly.GetName().Name!,
            [HangingHook.Variable] = "yes",
        };
        for (var number = 0; number < _size; number++)
        {
            _nodes.Add(Node.On(_server.ConnectionString(_database), settings, _folder.FullName));
        }

        await Task.WhenAll(_nodes.Select(node => node.StartAsync()));
        SaidAtStart = [.. _nodes.Select(node => node.Output)];
        Bearer = await _nodes[0].SignInAsync(Person.Olga.Email, Person.Olga.Password);
        _nodes.ForEach(node => node.Use(Bearer));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await (_server?.DropAsync(_database) ?? Task.CompletedTask);
        _folder.Delete(recursive: true);
    }

    internal static void SkipWhereThereIsNone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Processes are stopped and woken by signals, which Windows has not.");
        Assert.SkipWhen(PostgreSqlServer.IsMissing, PostgreSqlServer.MissingReason);
    }

    /// <summary>A publishable key that works.</summary>
    internal async Task<(string Id, string Token)> CreateAsync(Node? on = null, string title = "Storefront")
    {
        var key = (await (on ?? _nodes[0]).PostAsync("/admin/api-keys", new { title, type = "publishable" }))["api_key"]!;
        return ((string)key["id"]!, (string)key["token"]!);
    }

    /// <summary>Keeps everyone from writing to a table, until it is disposed.</summary>
    internal async Task<IAsyncDisposable> LockAsync(string table)
    {
        var connection = new NpgsqlConnection(_server!.ConnectionString(_database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
#pragma warning disable CA2100 // The tables are the tests' own.
        await using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE {table} IN EXCLUSIVE MODE", connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>Asks the database itself, past all wires.</summary>
    internal async Task<List<string>> AskAsync(string question)
    {
        await using var connection = new NpgsqlConnection(_server!.ConnectionString(_database));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
#pragma warning disable CA2100 // The questions are the tests' own.
        await using var command = new NpgsqlCommand(question, connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var answers = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            answers.Add(reader.GetString(0));
        }

        return answers;
    }
}
