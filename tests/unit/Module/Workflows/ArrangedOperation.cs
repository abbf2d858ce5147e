using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>An operation and a database in which it can be run; each run has a copy.</summary>
internal sealed class ArrangedOperation : IDisposable
{
    // Far above what any operation passes; reaching it would mean that the injector counts for ever.
    private const int MostPoints = 200;

    private readonly OperationCase _operation;
    private readonly ScratchDatabase _copy;
    private readonly object _input;
    private readonly DateTimeOffset _now;

    private ArrangedOperation(OperationCase operation, ScratchDatabase original, object input, DateTimeOffset now, OperationWatch watch)
    {
        _operation = operation;
        _copy = original.Copy();
        _input = input;
        _now = now;
        Watch = watch;
    }

    public OperationWatch Watch { get; }

    public string Path => _copy.Path;

    /// <summary>Runs an operation with a fault at each point of its database work, until it passes none.</summary>
    /// <param name="name">The operation.</param>
    /// <param name="tryAsync">Runs it with a fault at a point, and says whether it got there.</param>
    public static Task AtEachPointAsync(string name, Func<ArrangedOperation, int, Task<bool>> tryAsync) =>
        AtEachPointAsync(OperationCase.Named(name), tryAsync);

    /// <inheritdoc cref="AtEachPointAsync(string, Func{ArrangedOperation, int, Task{bool}})"/>
    /// <param name="operation">The operation.</param>
    /// <param name="tryAsync">Runs it with a fault at a point, and says whether it got there.</param>
    public static async Task AtEachPointAsync(OperationCase operation, Func<ArrangedOperation, int, Task<bool>> tryAsync)
    {
        using var original = new ScratchDatabase();
        object input;
        DateTimeOffset now;
        OperationWatch watch;
        await using (var module = original.Start(configure: operation.RegisterOuter))
        {
            input = await operation.ArrangeAsync(module);
            now = module.Time.GetUtcNow();
            watch = await OperationWatch.StartAsync(module);
        }

        var point = 0;
        while (await TryAsync())
        {
            Assert.InRange(++point, 1, MostPoints);
        }

        Assert.True(point > 0, "No fault was ever injected, so nothing was tested.");

        async Task<bool> TryAsync()
        {
            using var arranged = new ArrangedOperation(operation, original, input, now, watch);
            return await tryAsync(arranged, point);
        }
    }

    /// <summary>A process on the database, whose clock may be ahead.</summary>
    public TestModule Start(FaultInjector? faults = null, TimeSpan ahead = default, Action<WorkflowOptions>? options = null) =>
        _copy.Start(new FakeTimeProvider(_now + ahead), faults, services =>
        {
            _operation.RegisterOuter(services);
            if (options is not null)
            {
                services.Configure(options);
            }
        });

    public Task RunAsync(
        TestModule module, OperationSetting setting, string? transactionId = null, CancellationToken? cancellationToken = null) =>
        _operation.RunAsync(module, _input, setting, transactionId, cancellationToken);

    public void Dispose() => _copy.Dispose();
}
