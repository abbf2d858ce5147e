using ApiKeys.Storage;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Verification.Ring;

/// <summary>The connection on which a node reads the feed. One task uses it at a time. When something fails it is closed, and the next task opens a new one.</summary>
/// <param name="databases">Opens it.</param>
/// <param name="timeout">How long a command may take.</param>
internal sealed class FeedConnection(DedicatedContexts databases, TimeSpan timeout) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile bool _isOver;
    private ApiKeysDbContext? _database;
    private bool _forgoesDurability;

    /// <summary>Waits until no other task uses the connection, and runs a task that may.</summary>
    public async Task InTurnAsync(Func<Task> act, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await act();
        }
        catch (Exception)
        {
            // The connection may be broken, so the next task opens a new one.
            await CloseAsync();
            throw;
        }
        finally
        {
            await LeaveAsync();
        }
    }

    /// <summary>Opens the connection if it isn't open. To be called in turn.</summary>
    public async Task<ApiKeysDbContext> OpenAsync(CancellationToken cancellationToken)
    {
        if (_database is { } open)
        {
            return open;
        }

        var database = databases.Open();
        try
        {
            database.Database.SetCommandTimeout(timeout);
            await database.Database.OpenConnectionAsync(cancellationToken);
            return _database = database;
        }
        catch (Exception)
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Commits on the open connection need not wait for the disk from here on. To be called in turn.</summary>
    public async Task ForgoDurabilityAsync(CancellationToken cancellationToken)
    {
        if (!_forgoesDurability && _database is { } database)
        {
            await database.ForgoDurabilityAsync(cancellationToken);
            _forgoesDurability = true;
        }
    }

    /// <summary>Closes the connection if it is open. To be called in turn.</summary>
    public async Task CloseAsync()
    {
        if (_database is { } database)
        {
            (_database, _forgoesDurability) = (null, false);
            await database.DisposeAsync();
        }
    }

    public void Dispose()
    {
        _isOver = true;
        if (_gate.Wait(0))
        {
            _database?.Dispose();
            _database = null;
            _gate.Release();
        }
    }

    // What is done in turn can outlast this, because its caller waits for it only so long. It closes the connection itself, because two threads must not use it.
    private async Task LeaveAsync()
    {
        _gate.Release();
        if (_isOver && await _gate.WaitAsync(TimeSpan.Zero))
        {
            await CloseAsync();
            _gate.Release();
        }
    }
}
