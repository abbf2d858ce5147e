using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Setup;
using ApiKeys.Admin.Settings;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>The real product on a free port and a database file of its own.</summary>
internal sealed partial class AdminServer : WebApplicationFactory<Program>
{
    // EF shares one model between servers of a process, and two that migrate at once catch it half built.
    private static readonly Lock OneAtATime = new();

    // Migrations and the set-up are half of a start.
    private static readonly ConcurrentDictionary<Person, Lazy<string>> Templates = new();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-e2e-");
    private readonly ConcurrentQueue<string> _console = new();
    private readonly Dictionary<string, string?> _settings;
    private readonly Action<IServiceCollection>? _services;

    private AdminServer(IEnumerable<(string Key, string Value)> settings, Action<IServiceCollection>? services)
    {
        _settings = new Dictionary<string, string?>
        {
            [DatabaseConnection.Key] = $"Data Source={DatabaseFile}",

            // Not by the factory: it sets the port while the product starts by itself, and now and then too late.
            ["urls"] = "http://127.0.0.1:0",

            // One address stands for all the people of a test.
            ["Account:PostsPerMinute"] = "10000",

            // Tests turn the clock by hours; those about this set it.
            ["Account:AskAgainAfter"] = "00:00:00",

            // Each server would watch its configuration file until it is collected, and a user may open only 128 watchers on many machines.
            ["hostBuilder:reloadConfigOnChange"] = "false",
        };
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }

        _services = services;
        UseKestrel();
    }

    public string DatabaseFile => Path.Combine(_folder.FullName, "apikeys.db");

    /// <summary>As in "http://localhost:43210": passkeys and the clipboard want a name, not a number.</summary>
    public string Address { get; private set; } = "";

    public TurnableClock Clock { get; } = new();

    public FakeLogCollector Logs => Services.GetFakeLogCollector();

    public IApiKeyModuleService Keys => Services.GetRequiredService<IApiKeyModuleService>();

    /// <summary>What someone who started the product reads.</summary>
    public string SetupCode => SetupLine().Match(string.Join('\n', _console)).Groups["code"].Value;

    /// <summary>What the console says.</summary>
    public string ConsoleText => string.Join('\n', _console);

    public string SetupAddress => SetupLine().Match(string.Join('\n', _console)).Groups["address"].Value;

    public static AdminServer Start(IEnumerable<(string Key, string Value)>? settings = null, Action<IServiceCollection>? services = null) =>
        new AdminServer(settings ?? [], services).Listen();

    /// <summary>A product that is set up already.</summary>
    public static AdminServer StartWith(
        Person owner, IEnumerable<(string Key, string Value)>? settings = null, Action<IServiceCollection>? services = null)
    {
        var server = new AdminServer(settings ?? [], services);
        File.Copy(Templates.GetOrAdd(owner, _ => new(() => SetUp(owner))).Value, server.DatabaseFile);
        return server.Listen();
    }

    public async Task<VerificationCode> AuthenticateAsync(string token, ApiKeyType type = ApiKeyType.Secret) =>
        (await Keys.AuthenticateAsync(token, type, cancellationToken: TestContext.Current.CancellationToken)).Code;

    /// <summary>Adds working keys, as the owner, without a browser.</summary>
    public async Task<IReadOnlyList<CreatedApiKey>> CreateAsync(ApiKeyType type, params string[] titles)
    {
        var requests = titles.Select(title => new CreateApiKeyRequest { Type = type, Title = title }).ToList();
        var created = await Keys.CreateAsync(requests, new Actor(await IdOfAsync(Person.Olga)), null, TestContext.Current.CancellationToken);
        Assert.True(created.Succeeded, string.Join(' ', created.Errors));
        return created.Value;
    }

    /// <summary>Adds a working secret key that someone made and owns.</summary>
    public async Task CreateForAsync(string personId, string title)
    {
        var request = new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = title, OwnedBy = personId };
        Assert.True((await Keys.CreateAsync(request, new Actor(personId), null, TestContext.Current.CancellationToken)).Succeeded);
    }

    public async Task<CreatedApiKey> CreateAsync(string title, ApiKeyType type = ApiKeyType.Secret) => (await CreateAsync(type, title))[0];

    /// <summary>Adds someone the way the product does: Identity checks everything.</summary>
    public Task<string> AddAsync(Person person) => WithUsersAsync(async users =>
    {
        var user = AdminUser.Create(person.Email, person.Name, Clock);
        Check(await users.CreateAsync(user, person.Password));
        Check(await users.AddToRoleAsync(user, person.Role));
        return user.Id;
    });

    public Task<string> IdOfAsync(Person person) => WithUsersAsync(async users => (await FindAsync(users, person)).Id);

    public Task GiveRoleAsync(Person person, string role) => WithUsersAsync(async users =>
    {
        var user = await FindAsync(users, person);
        Check(await users.RemoveFromRolesAsync(user, await users.GetRolesAsync(user)));
        Check(await users.AddToRoleAsync(user, role));
        return user;
    });

    public Task DeactivateAsync(Person person) => WithUsersAsync(async users =>
    {
        var user = await FindAsync(users, person);
        user.DeactivatedAt = Clock.GetUtcNow();
        Check(await users.UpdateAsync(user));
        return user;
    });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // Settings, not configuration: they reach the entry point as its command line, where they are read before the host is built.
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddLogging(logging => logging.ClearProviders().AddFakeLogging());
            services.AddSingleton<ConsoleLine>(_console.Enqueue);
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
            _services?.Invoke(services);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        using (var connection = new SqliteConnection($"Data Source={DatabaseFile}"))
        {
            SqliteConnection.ClearPool(connection);
        }

        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // On a busy machine a last look of a background service can outlive its host, and open the database once more. A folder left behind is no failure.
        }
    }

    [GeneratedRegex(@"^Set up ApiKeys at (?<address>\S+) with the code (?<code>\S+)$", RegexOptions.Multiline)]
    private static partial Regex SetupLine();

    /// <summary>The database file of a product that was set up by configuration and then stopped.</summary>
    private static string SetUp(Person owner)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("apikeys-e2e-template-").FullName, "apikeys.db");
        var connectionString = $"Data Source={path}";
        using (Start(
            [
                ("Setup:Admin:Email", owner.Email), ("Setup:Admin:Name", owner.Name), ("Setup:Admin:Password", owner.Password),
                (DatabaseConnection.Key, connectionString),
            ]))
        {
        }

        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var forget = connection.CreateCommand();
        forget.CommandText = "DELETE FROM apikeys_nodes; DELETE FROM apikeys_scheduled_jobs;";
        forget.ExecuteNonQuery();
        connection.WriteTo(path + ".template");
        return path + ".template";
    }

    private static void Check(IdentityResult result) =>
        Assert.True(result.Succeeded, string.Join(' ', result.Errors.Select(error => error.Description)));

    private static async Task<AdminUser> FindAsync(UserManager<AdminUser> users, Person person) =>
        await users.FindByEmailAsync(person.Email) ?? throw new InvalidOperationException($"Nobody has the address {person.Email}.");

    private AdminServer Listen()
    {
        lock (OneAtATime)
        {
            StartServer();
        }

        Address = $"http://localhost:{ClientOptions.BaseAddress.Port}";
        return this;
    }

    private async Task<T> WithUsersAsync<T>(Func<UserManager<AdminUser>, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<UserManager<AdminUser>>());
    }
}
