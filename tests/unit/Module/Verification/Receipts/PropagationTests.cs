using System.Data.Common;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Workflows;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Module.Verification.Receipts;

/// <summary>Which changes wait until every node has heard of them, and how often.</summary>
public sealed class PropagationTests
{
    public static TheoryData<string, bool> Changes => new()
    {
        { "create", true },
        { "title", false },
        { "description", false },
        { "scopes", true },
        { "expiry", true },
        { "schedule", true },
        { "revoke", true },
        { "sales channel", false },
        { "refused as bad input", false },
        { "refused as revoked before", true },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Only_changes_that_verification_depends_on_wait_for_the_nodes(string change, bool waits)
    {
        var commands = new NodeReads();
        await using var module = new TestModule(interceptor: commands);
        var id = (await module.CreateAsync()).Key.Id;
        var revoked = (await module.CreateAsync("Old till")).Key.Id;
        await module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = revoked }, TestModule.Dana, null, TestModule.Cancellation);
        commands.Start();

        await ActAsync(module, change, change.EndsWith("revoked before", StringComparison.Ordinal) ? revoked : id);

        Assert.Equal(waits ? 1 : 0, commands.OutsideTransactions);
    }

    [Fact]
    public async Task Several_changes_in_one_workflow_of_the_app_wait_once()
    {
        var commands = new NodeReads();
        var workflow = Workflow.Define<IReadOnlyList<string>, int>(
            "host",
            async (run, ids) =>
            {
                foreach (var id in ids)
                {
                    await run.WorkflowAsync(Module!.Get<ApiKeyWorkflows>().Update, [new UpdateApiKeyRequest { Id = id, Scopes = ["orders:read"] }]);
                }

                await run.WorkflowAsync(Module!.Get<ApiKeyWorkflows>().Revoke, [new RevokeApiKeyRequest { Id = ids[0] }]);
                return ids.Count;
            });
        await using var module = Module = new TestModule(interceptor: commands, configure: WorkflowActs.With(workflow));
        IReadOnlyList<string> ids = [(await module.CreateAsync()).Key.Id, (await module.CreateAsync()).Key.Id];
        commands.Start();

        await module.RunAsync(workflow, ids);

        Assert.Equal(1, commands.OutsideTransactions);
        Assert.True((await module.RetrieveAsync(ids[0])).Receipt!.IsComplete);
    }

    private TestModule? Module { get; set; }

    private static Task ActAsync(TestModule module, string change, string id) => change switch
    {
        "create" => module.CreateAsync("Fresh"),
        "title" => UpdateAsync(module, new() { Id = id, Title = "Till 2" }),
        "description" => UpdateAsync(module, new() { Id = id, Description = "By the door" }),
        "scopes" => UpdateAsync(module, new() { Id = id, Scopes = ["orders:read"] }),
        "expiry" => UpdateAsync(module, new() { Id = id, Expiry = ExpiryChange.At(TestModule.Start.AddDays(3)) }),
        "schedule" => RevokeAsync(module, new() { Id = id, After = TimeSpan.FromHours(1) }),
        "sales channel" => module.Channels.CreateAsync(new CreateSalesChannelRequest { Name = "Berlin" }, TestModule.Dana, null, TestModule.Cancellation),
        "refused as bad input" => RefusedAsync(RevokeAsync(module, new() { Id = id, Reason = new string('x', 501) }), ApiKeyErrorCode.Invalid),
        "refused as revoked before" => RefusedAsync(RevokeAsync(module, new() { Id = id }), ApiKeyErrorCode.AlreadyRevoked),
        _ => RevokeAsync(module, new() { Id = id }),
    };

    private static Task<ApiKeyResult<ApiKeyDetails>> UpdateAsync(TestModule module, UpdateApiKeyRequest request) =>
        module.Keys.UpdateAsync(request, TestModule.Dana, null, TestModule.Cancellation);

    private static Task<ApiKeyResult<ApiKeyDetails>> RevokeAsync(TestModule module, RevokeApiKeyRequest request) =>
        module.Keys.RevokeAsync(request, TestModule.Dana, null, TestModule.Cancellation);

    private static async Task RefusedAsync(Task<ApiKeyResult<ApiKeyDetails>> acting, ApiKeyErrorCode code) =>
        Assert.Equal(code, Assert.Single((await acting).Errors).Code);

    /// <summary>Counts looks at the rows of the nodes that are not part of a change: those that wait for it.</summary>
    private sealed class NodeReads : DbCommandInterceptor
    {
        private bool _isOn;

        public int OutsideTransactions { get; private set; }

        public void Start() => _isOn = true;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (_isOn && command.Transaction is null && command.Unquoted().StartsWith("SELECT", StringComparison.Ordinal)
                && command.CommandText.Contains("apikeys_nodes", StringComparison.Ordinal))
            {
                OutsideTransactions++;
            }

            return new(result);
        }
    }
}
