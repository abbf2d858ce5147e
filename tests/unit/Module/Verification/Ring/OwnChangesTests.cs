using System.Data.Common;
using ApiKeys.Audit;
using ApiKeys.Keys;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Module.Verification.Ring;

/// <summary>A process applies its own changes to its ring without reading them.</summary>
public sealed class OwnChangesTests
{
    [Fact]
    public async Task Ring_after_own_changes_equals_one_that_was_read()
    {
        var counter = new CommandCounter();
        await using var module = new TestModule(interceptor: counter);
        await module.LookAsync();
        counter.Start();

        var active = await module.CreateAsync("Active");
        var changed = await module.CreateAsync("Changed");
        var pending = await module.CreateAsync("Pending", awaitConfirmation: true);
        var activated = await module.CreateAsync("Activated", awaitConfirmation: true);
        var revoked = await module.CreateAsync("Revoked");
        var revoking = await module.CreateAsync("Revoking");
        var deleted = await module.CreateAsync("Deleted");
        var rolled = await module.CreateAsync("Rolled");
        var replacement = (await module.Keys.RollAsync(new RollApiKeyRequest { Id = rolled.Key.Id }, TestModule.Dana, null, TestModule.Cancellation)).Value!;
        await module.Keys.UpdateAsync(
            new UpdateApiKeyRequest { Id = changed.Key.Id, Title = "New title", Scopes = ["orders:read"] }, TestModule.Dana, null, TestModule.Cancellation);
        await module.Keys.ActivateAsync(activated.Key.Id, TestModule.Dana, null, null, TestModule.Cancellation);
        await module.Keys.RevokeAsync([new() { Id = revoked.Key.Id }, new() { Id = deleted.Key.Id }], TestModule.Dana, null, TestModule.Cancellation);
        await module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = revoking.Key.Id, After = TimeSpan.FromHours(1) }, TestModule.Dana, null, TestModule.Cancellation);
        await module.Keys.DeleteAsync(deleted.Key.Id, TestModule.Dana, null, null, TestModule.Cancellation);

        Assert.DoesNotContain(counter.Commands, command => command.Contains("FROM apikeys_event_feed", StringComparison.Ordinal));
        await using var other = await module.JoinAsync();
        foreach (var key in new[] { active, changed, pending, activated, revoked, revoking, deleted, rolled, replacement })
        {
            Assert.Equivalent(await ResultAsync(other, key), await ResultAsync(module, key), strict: true);
        }
    }

    [Fact]
    public async Task Older_row_of_an_own_change_does_not_take_the_place_of_a_newer_one()
    {
        var pause = new Pause();
        await using var module = new TestModule(interceptor: pause);
        await module.LookAsync();
        var key = await module.CreateAsync();
        await using var other = new TestModule(module.Path, module.Time);
        await module.WhileTimePassesAsync(RescopeAsync(other, key, "orders:read"));

        // The look has read the feed up to the change above. Before it reads the key's row, this process changes the key, and the other one revokes it.
        Task<ApiKeyResult<ApiKeyDetails>>? own = null, others = null;
        pause.BeforeKeysAreRead = async () =>
        {
            own = RescopeAsync(module, key, "orders:write");
            await UntilVersionAsync(other, 3);
            others = other.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = key.Key.Id }, TestModule.Sam, null, TestModule.Cancellation);
            await UntilVersionAsync(other, 4);
        };
        await module.LookAsync();
        await own!;

        Assert.Equal(VerificationCode.Revoked, await module.VerifyAsync(key));
        await module.WhileTimePassesAsync(others!);
    }

    [Fact]
    public async Task Own_change_after_another_past_than_the_ring_knows_loads_the_ring_anew()
    {
        await using var module = new TestModule();
        await module.LookAsync();
        var key = await module.CreateAsync();
        await module.CreateAsync();
        await module.LookAsync();

        // As a restored backup would that has gone on to as many events.
        await using (var database = module.OpenDatabase())
        {
            await database.Set<ApiKeyEvent>().Where(row => row.Position == 2)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Id, "evt_other"), TestModule.Cancellation);
            await database.Set<ApiKey>().Where(row => row.Id == key.Key.Id).ExecuteDeleteAsync(TestModule.Cancellation);
        }

        await module.CreateAsync();

        Assert.Equal(VerificationCode.NotFound, await module.VerifyAsync(key));
    }

    private static async Task<VerificationResult> ResultAsync(TestModule node, CreatedApiKey key)
    {
        Assert.True(node.TrustsItsMemory());
        return await node.Verifier.VerifyAsync(key.Token!.Reveal(), null, TestModule.Cancellation);
    }

    private static Task<ApiKeyResult<ApiKeyDetails>> RescopeAsync(TestModule module, CreatedApiKey key, string scope) => module.Keys.UpdateAsync(
        new UpdateApiKeyRequest { Id = key.Key.Id, Scopes = [scope] }, TestModule.Dana, null, TestModule.Cancellation);

    private static Task UntilVersionAsync(TestModule module, long version) => Eventually.UntilAsync(async () =>
    {
        await using var database = module.OpenDatabase();
        return await database.Set<EventFeed>().AnyAsync(feed => feed.Version >= version, TestModule.Cancellation);
    });

    private sealed class Pause : DbCommandInterceptor
    {
        public Func<Task>? BeforeKeysAreRead { get; set; }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (BeforeKeysAreRead is { } act && command.Transaction is null && command.Unquoted().Contains("FROM apikeys_keys", StringComparison.Ordinal))
            {
                BeforeKeysAreRead = null;
                await act();
            }

            return result;
        }
    }
}
