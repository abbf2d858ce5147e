using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class RetrieveApiKeyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("apk_none")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\0")]
    public async Task Unknown_id_is_nothing(string id)
    {
        await using var module = new TestModule();
        await module.CreateAsync();

        Assert.Null(await module.Keys.RetrieveAsync(id, TestModule.Cancellation));
    }

    [Fact]
    public async Task Status_is_that_of_the_moment_of_reading()
    {
        await using var module = new TestModule();
        var id = (await module.TryCreateAsync(
            new() { Type = ApiKeyType.Secret, Title = "Short", ExpiresAt = TestModule.Start.AddHours(1) })).Value!.Key.Id;

        var before = (await module.RetrieveAsync(id)).Status;
        module.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal((ApiKeyStatus.Active, ApiKeyStatus.Expired), (before, (await module.RetrieveAsync(id)).Status));
    }

    [Fact]
    public async Task Null_id_is_a_mistake_of_the_caller()
    {
        await using var module = new TestModule();

        await Assert.ThrowsAsync<ArgumentNullException>(() => module.Keys.RetrieveAsync(null!, TestModule.Cancellation));
    }
}
