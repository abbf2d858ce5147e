using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Usage;
using ApiKeys.Verification;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>A use is noted with what came of it, who called and where, once.</summary>
public sealed class UseNotingTests
{
    [Theory]
    [InlineData("/lean/any", VerificationCode.Valid, 1)]
    [InlineData("/standard/any", VerificationCode.Valid, 1)]
    [InlineData("/lean/orders/1", VerificationCode.InsufficientScope, 1)]
    [InlineData("/standard/orders/1", VerificationCode.InsufficientScope, 1)]
    [InlineData("/lean/products", VerificationCode.WrongType, 1)]
    [InlineData("/standard/products", VerificationCode.WrongType, 1)]
    public async Task Use_is_counted_once_by_what_came_of_it(string path, VerificationCode code, long count)
    {
        await using var store = await Store.OpenAsync();
        var created = await store.CreateAsync();

        await CallAsync(store, path, created.Token!.Reveal());

        var uses = await UsesAsync(store, created.Key.Id);
        Assert.Equal(count, Assert.Single(uses, use => use.Code == code).Count);
    }

    [Theory]
    [InlineData("/lean/any")]
    [InlineData("/standard/any")]
    [InlineData("/lean/orders/1")]
    [InlineData("/standard/orders/1")]
    public async Task Use_of_a_dead_key_is_counted_once(string path)
    {
        await using var store = await Store.OpenAsync();
        var created = await store.CreateRevokedAsync();

        await CallAsync(store, path, created.Token!.Reveal());

        var use = Assert.Single(await UsesAsync(store, created.Key.Id));
        Assert.Equal((VerificationCode.Revoked, 1), (use.Code, use.Count));
    }

    [Theory]
    [InlineData("/lean/orders/{id}", "/lean/orders/17")]
    [InlineData("/standard/orders/{id}", "/standard/orders/17")]
    public async Task Caller_is_noted_with_the_pattern_of_the_route(string route, string path)
    {
        await using var store = await Store.OpenAsync();
        var created = await store.CreateAsync("orders:read");

        await CallAsync(store, path, created.Token!.Reveal());

        await using var database = await OpenFlushedAsync(store);
        var caller = await database.Set<CallerRecord>().SingleAsync(row => row.KeyId == created.Key.Id, TestModule.Cancellation);
        Assert.Equal(("192.0.2.7", "warehouse/1.0", route), (caller.Address, caller.UserAgent, caller.Route));
        Assert.Equal(TestModule.Start, (await store.Keys.RetrieveAsync(created.Key.Id, TestModule.Cancellation))!.LastUsedAt);
    }

    private static Task<Answer> CallAsync(Store store, string path, string token) =>
        path.EndsWith("products", StringComparison.Ordinal) ? store.AskAsPublishableAsync(path, token) : store.AskAsBearerAsync(path, token);

    private static async Task<IReadOnlyList<UseCount>> UsesAsync(Store store, string keyId)
    {
        await using var database = await OpenFlushedAsync(store);
        return await database.Set<UseCount>().Where(use => use.KeyId == keyId).ToListAsync(TestModule.Cancellation);
    }

    private static async Task<ApiKeysDbContext> OpenFlushedAsync(Store store)
    {
        await store.Services.GetRequiredService<UseRecorder>().FlushAsync(TestModule.Cancellation);
        return await store.Services.GetRequiredService<IDbContextFactory<ApiKeysDbContext>>().CreateDbContextAsync(TestModule.Cancellation);
    }
}
