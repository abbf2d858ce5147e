using System.Data.Common;
using System.Net;
using ApiKeys.Admin.Identity.Sqlite;
using ApiKeys.Operations;
using ApiKeys.Sqlite;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Verification.Ring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>A change that was made is never answered as a failure, whatever can't be read for its answer (I4).</summary>
public sealed class AfterCommitRoutesTests(AfterCommitRoutesTests.FaultyApi api) : IClassFixture<AfterCommitRoutesTests.FaultyApi>, IDisposable
{
    private const string Keys = "/admin/api-keys";
    private const string Channels = "/admin/sales-channels";
    private const string AllOfChannels = "?fields=*sales_channels";
    private const string AllOfKeys = "?fields=*publishable_api_keys";

    private readonly Faults _faults = api.Faults;
    private readonly ApiClient _owner = api.Owner;

    public static TheoryData<string> Routes =>
        ["create", "update", "activate", "link", "revoke", "revoke many", "cancel revocation", "abort roll", "roll", "delete", "create channel", "update channel", "delete channel"];

    public void Dispose() => (_faults.At, _faults.FailsOn) = (null, null);

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Change_that_was_made_is_answered_whatever_read_fails_after_the_commit(string route)
    {
        for (var point = 0; ; point++)
        {
            var call = await ArrangeAsync(route);
            _faults.At = point;
            var answer = await call();
            _faults.At = null;

            Assert.True(answer.Status == HttpStatusCode.OK, $"Point {point}: {answer.Status} {answer.Text}");
            Assert.True(route != "roll" || ((string)answer.Key["token"]!).StartsWith("sk_", StringComparison.Ordinal));
            if (!_faults.HasThrown)
            {
                Assert.False(answer.Body.AsObject().ContainsKey("left_out"));
                return;
            }
        }
    }

    [Theory]
    [InlineData("link", "sales_channels")]
    [InlineData("update channel", "publishable_api_keys")]
    public async Task What_could_not_be_read_is_left_out_and_the_answer_says_so(string route, string field)
    {
        var call = await ArrangeAsync(route);
        _faults.FailsOn = route == "link" ? "FROM apikeys_sales_channels" : "FROM apikeys_keys";
        var answer = await call();
        _faults.FailsOn = null;

        var left = Assert.Single(answer.Body["left_out"]!.AsArray())!;
        Assert.Equal((HttpStatusCode.OK, field), (answer.Status, (string?)left["field"]));
        Assert.Equal("The change was made, but this could not be read. Read it later.", (string?)left["reason"]);
        Assert.True(route != "link" || answer.Key["sales_channels"]!.AsArray().Count == 1);
    }

    [Fact]
    public async Task Repeat_of_a_revocation_whose_receipt_cannot_be_read_has_none_and_says_so()
    {
        var path = $"{Keys}/{(await _owner.CreateAsync())["id"]}/revoke";
        await _owner.PostAsync(path, new { }, "call-1");

        _faults.FailsOn = "FROM apikeys_revocation_receipts";
        var repeat = await _owner.PostAsync(path, new { }, "call-1");
        _faults.FailsOn = null;

        Assert.Equal(HttpStatusCode.OK, repeat.Status);
        Assert.Null(repeat.Body["receipt"]);
        Assert.Equal("receipt", (string?)Assert.Single(repeat.Body["left_out"]!.AsArray())!["field"]);
    }

    private async Task<Func<Task<ApiAnswer>>> ArrangeAsync(string route)
    {
        var id = (string)(await _owner.CreateAsync())["id"]!;
        var publishable = (string)(await _owner.CreateAsync("Storefront", "publishable"))["id"]!;
        var channel = (string)(await _owner.PostAsync(Channels, new { name = "Shop" })).Body["sales_channel"]!["id"]!;
        switch (route)
        {
            case "create":
                return () => _owner.PostAsync(Keys, new { title = "New", type = "secret" });
            case "update":
                return () => _owner.PostAsync($"{Keys}/{publishable}{AllOfChannels}", new { title = "New" });
            case "activate":
                var keys = api.App.Services.GetRequiredService<IApiKeyModuleService>();
                var pending = await keys.CreateAsync(
                    new CreateApiKeyRequest { Title = "Pending", Type = ApiKeyType.Secret, AwaitConfirmation = true }, TestModule.Dana, null, TestModule.Cancellation);
                return () => _owner.PostAsync($"{Keys}/{pending.Value!.Key.Id}/activate{AllOfChannels}");
            case "link":
                return () => _owner.PostAsync($"{Keys}/{publishable}/sales-channels{AllOfChannels}", new { add = new[] { channel } });
            case "revoke":
                return () => _owner.PostAsync($"{Keys}/{publishable}/revoke{AllOfChannels}");
            case "revoke many":
                return () => _owner.PostAsync($"{Keys}/revoke{AllOfChannels}", new { ids = new[] { id, publishable } });
            case "cancel revocation":
                await _owner.PostAsync($"{Keys}/{id}/revoke", new { revoke_in = 3600 });
                return () => _owner.PostAsync($"{Keys}/{id}/cancel-revocation{AllOfChannels}");
            case "abort roll":
                var rolled = (await _owner.PostAsync($"{Keys}/{publishable}/roll", new { revoke_in = 3600 })).Key["id"];
                return () => _owner.PostAsync($"{Keys}/{rolled}/abort-roll{AllOfChannels}");
            case "roll":
                return () => _owner.PostAsync($"{Keys}/{id}/roll");
            case "delete":
                await _owner.PostAsync($"{Keys}/{id}/revoke");
                return () => _owner.DeleteAsync($"{Keys}/{id}");
            case "create channel":
                return () => _owner.PostAsync(Channels + AllOfKeys, new { name = "New" });
            case "update channel":
                await _owner.PostAsync($"{Keys}/{publishable}/sales-channels", new { add = new[] { channel } });
                return () => _owner.PostAsync($"{Channels}/{channel}{AllOfKeys}", new { name = "New" });
            default:
                return () => _owner.DeleteAsync($"{Channels}/{channel}");
        }
    }

    /// <summary>An app whose reads fail when a test says so.</summary>
    public sealed class FaultyApi : IAsyncLifetime
    {
        public FaultyApi() => App = AdminApplication.WithOwner(
            new Dictionary<string, string?> { ["Http:CallsPerMinute"] = "1000000" },
            services =>
            {
                services.ConfigureDbContext<SqliteApiKeysDbContext>(builder => builder.AddInterceptors(Faults));
                services.ConfigureDbContext<SqliteAdminDbContext>(builder => builder.AddInterceptors(Faults));
                services.AddSingleton<IStartupFilter>(Faults);

                // Nothing waits for nodes then; what follows the commit in the module has tests of its own.
                services.Remove(services.Single(service => service.ImplementationType == typeof(KeyRingService)));
            });

        internal AdminApplication App { get; }

        internal ApiClient Owner { get; private set; } = null!;

        internal Faults Faults { get; } = new();

        public async ValueTask InitializeAsync() => Owner = await ApiClient.SignInAsync(App);

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }

    /// <summary>Fails a command of a request that follows the commit of a change, and none of the background work.</summary>
    internal sealed class Faults : DbCommandInterceptor, IDbTransactionInterceptor, IStartupFilter
    {
        private readonly AsyncLocal<CallState?> _call = new();

        /// <summary>Which command after the commit fails, from 0.</summary>
        public int? At { get; set; }

        /// <summary>Which commands after the commit fail, by a part of their text. Of a call without a change all count.</summary>
        public string? FailsOn { get; set; }

        public bool HasThrown { get; private set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((_, rest) =>
            {
                _call.Value = new CallState();
                HasThrown = false;
                return rest();
            });
            next(app);
        };

        public Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            // Nobody but the workflow engine does without savepoints.
            if (_call.Value is { } call && eventData.Context is { Database.AutoSavepointsEnabled: false })
            {
                call.IsCommitted = true;
            }

            return Task.CompletedTask;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Pass(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Pass(command);
            return ValueTask.FromResult(result);
        }

        private void Pass(DbCommand command)
        {
            if (_call.Value is not { } call)
            {
                return;
            }

            var isReceipt = FailsOn is "FROM apikeys_revocation_receipts";
            if ((call.IsCommitted && call.Passed++ == At)
                || ((call.IsCommitted || isReceipt) && FailsOn is { } part && command.Unquoted().Contains(part, StringComparison.Ordinal)))
            {
                HasThrown = true;
                throw new IOException("away");
            }
        }

        private sealed class CallState
        {
            public bool IsCommitted { get; set; }

            public int Passed { get; set; }
        }
    }
}
