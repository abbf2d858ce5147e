using System.Collections.Concurrent;
using System.Data.Common;
using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.ServerTests.Infrastructure;

/// <summary>
/// Databases of a server: each a copy of one that was migrated once, and used again, with its rows put back, when a test is done with it. To make one takes a
/// server a hundred times as long as to empty it.
/// </summary>
internal abstract class ServerTestDatabase<TContext> : ITestDatabase
    where TContext : ApiKeysDbContext
{
    // A test may end the only module on a database and begin another, as a restart does. It makes far fewer databases than this in between, and so do the
    // tests beside it.
    private const int KeptIdle = 12;

    private readonly Lazy<(string Place, TableRows Rows)> _template;
    private readonly ConcurrentDictionary<string, int> _modules = new();
    private readonly ConcurrentDictionary<string, bool> _scratch = new();
    private readonly ConcurrentQueue<string> _idle = new();
    private readonly ConcurrentBag<string> _free = [];

    protected ServerTestDatabase() => _template = new(() =>
    {
        // Nobody may be connected to what is copied, not even a pool.
        var place = Wait(CreateTemplateAsync);
        using var connection = Connect(place);
        connection.Open();
        return (place, TableRows.Read(connection, TablesQuery));
    });

    public bool IsServer => true;

    public abstract string TablesQuery { get; }

    public abstract string CopyTableSql(string table, string copy);

    public string Create()
    {
        RequireServer();
        return Fill(_template.Value.Rows);
    }

    public string CreateScratch()
    {
        var place = Create();
        _scratch[place] = true;
        return place;
    }

    public string Copy(string place)
    {
        var copy = Fill(Read(place));
        _scratch[copy] = true;
        return copy;
    }

    public void Drop(string place)
    {
        _scratch.TryRemove(place, out _);
        Free(place);
    }

    public void Use(ApiKeysBuilder module, string place, FakeTimeProvider time)
    {
        _modules.AddOrUpdate(place, 1, (_, modules) => modules + 1);
        Use(module, ConnectionString(place));
        Intercept(module.Services, new ServerClock(time));
    }

    public abstract void Use(DbContextOptionsBuilder options, DbConnection connection);

    public void Intercept(IServiceCollection services, IInterceptor interceptor) =>
        services.ConfigureDbContext<TContext>(options => options.AddInterceptors(interceptor));

    public void Release(string place)
    {
        if (_modules.AddOrUpdate(place, 0, (_, modules) => modules - 1) > 0 || _scratch.ContainsKey(place))
        {
            return;
        }

        _idle.Enqueue(place);
        while (_idle.Count > KeptIdle && _idle.TryDequeue(out var oldest))
        {
            if (_modules.TryGetValue(oldest, out var modules) && modules == 0 && _modules.TryRemove(oldest, out _))
            {
                Free(oldest);
            }
        }
    }

    public IEnumerable<string> Files(string place) => [];

    public abstract DbConnection Connect(string place);

    /// <summary>Skips the test if there is no server.</summary>
    protected abstract void RequireServer();

    /// <summary>Makes a migrated database with nobody connected to it.</summary>
    protected abstract Task<string> CreateTemplateAsync();

    /// <summary>Makes a database like the template.</summary>
    protected abstract Task<string> CopyAsync(string template);

    protected abstract Task DropAsync(string place);

    protected abstract string ConnectionString(string place);

    protected abstract DbConnection ConnectPooled(string place);

    protected abstract void Use(ApiKeysBuilder module, string connectionString);

    private string Fill(TableRows rows)
    {
        var place = _free.TryTake(out var used) ? used : Wait(() => CopyAsync(_template.Value.Place));
        using var connection = ConnectPooled(place);
        connection.Open();
        rows.WriteTo(connection);
        return place;
    }

    private TableRows Read(string place)
    {
        using var connection = ConnectPooled(place);
        connection.Open();
        return TableRows.Read(connection, TablesQuery);
    }

    // A table that a test made would be there for the next one.
    private void Free(string place)
    {
        if (Read(place).HasTablesOf(_template.Value.Rows))
        {
            _free.Add(place);
        }
        else
        {
            Wait(async () => { await DropAsync(place); return place; });
        }
    }

    // Elsewhere: fixtures are made in constructors, and xunit has few threads of its own.
    private static T Wait<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
