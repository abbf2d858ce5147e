using ApiKeys.SqlServer;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.ServerTests.SqlServer;

/// <summary>Nodes that start together on a server that has no database yet. The server is one that only remembers whether there is one, and how it is set.</summary>
public sealed class SqlServerCreationTests : IAsyncDisposable
{
    private readonly LoopbackSqlServer _server = new();
    private readonly SemaphoreSlim _lock = new(1, 1);
    private volatile bool _exists;
    private volatile bool _isSnapshotOn;
    private long _tables;

    public SqlServerCreationTests() => _server.Answer = Answer;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_nodes_that_start_together_one_creates_the_database_and_turns_snapshots_on_before_the_others_go_on()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CreateAsync()));

        Assert.Single(Received("CREATE DATABASE [shop]"));
        Assert.Single(Received("ALTER DATABASE [shop] SET READ_COMMITTED_SNAPSHOT ON"));
        Assert.True(_isSnapshotOn);
    }

    [Fact]
    public async Task Node_that_finds_the_database_between_its_creation_and_its_setting_waits_for_its_maker()
    {
        _exists = true;
        await _lock.WaitAsync(Cancellation);
        var late = CreateAsync();
        while (Received("sp_getapplock").Count == 0)
        {
            await Task.Yield();
        }

        Assert.False(late.IsCompleted);
        _isSnapshotOn = true;
        _lock.Release();
        await late;

        Assert.Empty(Received("DATABASE [shop]"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task Database_whose_maker_died_in_between_gets_the_setting_and_one_in_use_is_left_alone(int tables, int changes)
    {
        (_exists, _tables) = (true, tables);

        await CreateAsync();

        Assert.Equal(changes, Received("ALTER DATABASE [shop]").Count);
        Assert.Empty(Received("CREATE DATABASE"));
    }

    [Fact]
    public async Task Database_that_has_the_setting_takes_one_question()
    {
        (_exists, _isSnapshotOn) = (true, true);

        await CreateAsync();

        Assert.Equal(2, _server.Received.Count);
    }

    [Fact]
    public async Task User_who_may_not_use_master_is_no_failure_where_the_database_exists()
    {
        var logins = 0;
        _server.Answer = text => text == "LOGIN" && Interlocked.Increment(ref logins) == 1 ? SqlServerAnswer.Error(916, 14) : SqlServerAnswer.Done;

        await CreateAsync();

        Assert.Empty(Received("DATABASE [shop]"));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _lock.Dispose();
    }

    private SqlServerAnswer Answer(string text)
    {
        if (text.Contains("sp_getapplock", StringComparison.Ordinal))
        {
            return SqlServerAnswer.Done.After(_lock.WaitAsync(Cancellation));
        }

        if (text.Contains("is_read_committed_snapshot_on", StringComparison.Ordinal))
        {
            Release();
            return _exists ? SqlServerAnswer.Number(_isSnapshotOn ? 1 : 0) : SqlServerAnswer.Done;
        }

        _exists |= text.Contains("CREATE DATABASE", StringComparison.Ordinal);
        if (text.Contains("ALTER DATABASE", StringComparison.Ordinal))
        {
            _isSnapshotOn = true;
            Release();
        }

        return text.Contains("sys.tables", StringComparison.Ordinal) ? SqlServerAnswer.Number(_tables) : SqlServerAnswer.Done;
    }

    // A lock ends with its connection. Here it ends with the setting that its holder was after.
    private void Release()
    {
        lock (_lock)
        {
            if (_isSnapshotOn && _lock.CurrentCount == 0)
            {
                _lock.Release();
            }
        }
    }

    private async Task CreateAsync()
    {
        await using var database = SqlServerApiKeysDbContextDesign.Open(_server.ConnectionString);
        await SqlServerCreation.CreateIfMissingAsync(database.Database, Cancellation);
    }

    private List<string> Received(string text) => [.. _server.Received.Where(sent => sent.Contains(text, StringComparison.Ordinal))];
}
