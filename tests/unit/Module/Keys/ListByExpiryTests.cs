using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class ListByExpiryTests
{
    [Fact]
    public async Task Keys_are_found_by_when_they_expire()
    {
        await using var module = new TestModule();
        var now = module.Time.GetUtcNow();
        foreach (var (title, expiresAt) in new (string, DateTimeOffset?)[]
        {
            ("never", null), ("soon", now.AddDays(3)), ("at the edge", now.AddDays(30)), ("late", now.AddDays(31)),
        })
        {
            await module.Keys.CreateAsync(
                new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = title, ExpiresAt = expiresAt },
                TestModule.Dana,
                cancellationToken: TestModule.Cancellation);
        }

        var found = await module.Keys.ListAndCountAsync(
            new() { ExpiresAt = new TimeRange(now.AddDays(3), now.AddDays(30)) }, TestModule.Cancellation);

        Assert.Equal(["soon"], found.Items.Select(key => key.Title));
        Assert.Equal(1, found.Count);
    }
}
