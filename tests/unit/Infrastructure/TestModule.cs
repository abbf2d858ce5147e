using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>
/// The real module on a real database, with a clock that tests turn. Background services are registered but not started: a test runs what they run.
/// </summary>
internal sealed class TestModule : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    public static readonly Actor Dana = new("user_01DANA");
    public static readonly Actor Sam = new("user_01SAM");

    private readonly ITestDatabase _database;
    private readonly ServiceProvider _services;

    public TestModule(
        string? path = null,
        FakeTimeProvider? time = null,
        IInterceptor? interceptor = null,
        Action<IServiceCollection>? configure = null,
        Action<ApiKeysOptions>? options = null,
        ITestDatabase? database = null,
        bool isOneOfThousands = false)
    {
        _database = database ?? TestDatabase.Current;
        Path = path ?? _database.Create();
        Time = time ?? new FakeTimeProvider(Start);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging());
        var module = services.AddApiKeys(options).ConfigureWorkflows(workflows => workflows.CompensationBackoff = TimeSpan.Zero);
        _database.Use(module, Path, Time);
        if (interceptor is not null)
        {
            _database.Intercept(services, interceptor);
        }

        configure?.Invoke(services);

        // What one module validates holds for all.
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = !isOneOfThousands, ValidateScopes = true });
    }

    /// <summary>Where the database is; on SQLite its file.</summary>
    public string Path { get; }

    public FakeTimeProvider Time { get; }

    public IApiKeyModuleService Keys => Get<IApiKeyModuleService>();

    public ISalesChannelModuleService Channels => Get<ISalesChannelModuleService>();

    public IApiKeyVerifier Verifier => Get<IApiKeyVerifier>();

    public IWorkflowRunner Runner => Get<IWorkflowRunner>();

    public IWorkflowExecutions Executions => Get<IWorkflowExecutions>();

    public FakeLogCollector Logs => Get<FakeLogCollector>();

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>
    /// Another node on the same database, with a clock of its own that is ahead: to this one, a lease can have run out while its owner, whose clock
    /// stands still like that of a stalled process, hasn't noticed.
    /// </summary>
    public TestModule OtherNode(TimeSpan ahead, IInterceptor? interceptor = null, Action<IServiceCollection>? configure = null) =>
        new(Path, new FakeTimeProvider(Time.GetUtcNow() + ahead), interceptor, configure);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public object Get(Type service) => _services.GetRequiredService(service);

    public ApiKeysDbContext OpenDatabase() => Get<IDbContextFactory<ApiKeysDbContext>>().CreateDbContext();

    /// <summary>A key that works, with its token.</summary>
    public async Task<CreatedApiKey> CreateAsync(
        string title = "Warehouse sync", ApiKeyType type = ApiKeyType.Secret, bool awaitConfirmation = false)
    {
        var result = await Keys.CreateAsync(
            new CreateApiKeyRequest { Type = type, Title = title, AwaitConfirmation = awaitConfirmation }, Dana, null, Cancellation);
        return result.Value ?? throw new InvalidOperationException(result.Errors[0].Message);
    }

    public async Task<ApiKeyDetails> RetrieveAsync(string id) =>
        await Keys.RetrieveAsync(id, Cancellation) ?? throw new InvalidOperationException($"No key {id}.");

    public async Task<VerificationCode> VerifyAsync(CreatedApiKey created) =>
        (await Verifier.VerifyAsync(created.Token!.Reveal(), null, Cancellation)).Code;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _database.Release(Path);
    }
}
