using System.Data.Common;
using ApiKeys.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>One app for many rows that change nothing, or nothing that the others see.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    private readonly Interruption _interruption = new();

    public ApiFixture() => App = AdminApplication.WithOwner(
        new Dictionary<string, string?> { ["Account:PostsPerMinute"] = "1000", ["Http:CallsPerMinute"] = "1000000" },
        services => services.ConfigureDbContext<SqliteApiKeysDbContext>(builder => builder.AddInterceptors(_interruption)));

    internal AdminApplication App { get; }

    internal ApiClient Owner { get; private set; } = default!;

    public async ValueTask InitializeAsync() => Owner = await ApiClient.SignInAsync(App);

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>A key that waits for its activation, as the dashboard makes them.</summary>
    /// <returns>Its id.</returns>
    internal async Task<string> CreatePendingAsync()
    {
        var keys = App.Services.GetRequiredService<IApiKeyModuleService>();
        var created = await keys.CreateAsync(
            new CreateApiKeyRequest { Title = "Pending", Type = ApiKeyType.Secret, AwaitConfirmation = true }, TestModule.Dana, null, TestContext.Current.CancellationToken);
        return created.Value!.Key.Id;
    }

    /// <summary>Makes a call, and does something else when the call has done all but begin the transaction that it writes in.</summary>
    internal async Task<ApiAnswer> BeforeNextTransactionAsync(Func<Task> interrupt, Func<Task<ApiAnswer>> call)
    {
        _interruption.Act = interrupt;
        var answer = await call();
        Assert.Null(_interruption.Act);
        return answer;
    }

    private sealed class Interruption : DbTransactionInterceptor
    {
        private Func<Task>? _act;

        public Func<Task>? Act
        {
            get => _act;
            set => _act = value;
        }

        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection,
            TransactionStartingEventData eventData,
            InterceptionResult<DbTransaction> result,
            CancellationToken cancellationToken = default)
        {
            // Nobody but the workflow engine does without savepoints: background work that begins a transaction is let by.
            if (eventData.Context is { Database.AutoSavepointsEnabled: false } && Interlocked.Exchange(ref _act, null) is { } act)
            {
                await act();
            }

            return result;
        }
    }
}
