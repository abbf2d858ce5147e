using ApiKeys.Admin.Endpoints;
using ApiKeys.Admin.Hosting;
using ApiKeys.Admin.Hosting.Proxies;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Settings;
using ApiKeys.Admin.Transfer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Admin.Transfer;

/// <summary>The product as a command sees it: services on a database, and nothing that runs.</summary>
internal sealed class CommandServices : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public CommandServices(IReadOnlyDictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        var database = ProductDatabase.Of(builder.Configuration, builder.Environment);
        builder.Services.AddAdminStorage(database, builder.Configuration).AddAdminIdentity().AddFirstStart().AddTrustedProxies().AddHttpApi();
        builder.Services.AddModule(builder.Configuration, database);
        builder.Services.AddSingleton<ApiKeys.Admin.Identity.Setup.ConsoleLine>(Lines.Add);
        _services = builder.Services.BuildServiceProvider();
    }

    public List<string> Lines { get; } = [];

    public TransferCommands Commands => _services.GetRequiredService<TransferCommands>();

    public Task MigrateAsync() => _services.GetRequiredService<AdminDatabase>().CreateOrMigrateAsync(TestContext.Current.CancellationToken);

    public async Task ImportAsync(string path)
    {
        await MigrateAsync();
        await Commands.ImportAsync(path, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
