namespace ApiKeys.UnitTests.Admin.Account;

/// <summary>One provider for the tests of a class: to make its keys takes more time than a test.</summary>
public sealed class OpenIdProviderFixture : IAsyncLifetime
{
    internal OpenIdProvider Provider { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Provider = await OpenIdProvider.StartAsync();

    public ValueTask DisposeAsync() => Provider.DisposeAsync();
}
