namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>One app for many rows that change nothing, or nothing that the others see.</summary>
public sealed class ApiFixture : IAsyncLifetime
{
    internal AdminApplication App { get; } = AdminApplication.WithOwner(
        new Dictionary<string, string?> { ["Account:PostsPerMinute"] = "1000", ["Http:CallsPerMinute"] = "1000000" });

    internal ApiClient Owner { get; private set; } = default!;

    public async ValueTask InitializeAsync() => Owner = await ApiClient.SignInAsync(App);

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
