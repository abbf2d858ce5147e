using ApiKeys.Admin.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace ApiKeys.UnitTests.Admin.Hosting;

public sealed class DatabaseConnectionTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "content-root"));

    [Fact]
    public void The_default_is_a_file_in_a_data_folder_below_the_content_root() =>
        Assert.Equal($"Data Source={Path.Combine(Root, "data", "apikeys.db")}", Resolve(null));

    [Fact]
    public void A_relative_path_counts_from_the_content_root_and_the_rest_stays() =>
        Assert.Equal($"Data Source={Path.Combine(Root, "keys.db")};Foreign Keys=True", Resolve("Data Source=keys.db;Foreign Keys=true"));

    [Fact]
    public void An_absolute_path_stays()
    {
        var file = Path.Combine(Path.GetTempPath(), "elsewhere", "keys.db");

        Assert.Equal($"Data Source={file}", Resolve($"Data Source={file}"));
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("nonsense")]
    public void What_names_no_file_is_left_for_the_check_at_start(string connectionString) =>
        Assert.Equal(connectionString, Resolve(connectionString));

    [Fact]
    public void The_folder_is_made_for_its_owner_alone()
    {
        var parent = Directory.CreateTempSubdirectory("apikeys-");
        var folder = Path.Combine(parent.FullName, "data");

        DatabaseConnection.CreateFolder($"Data Source={Path.Combine(folder, "apikeys.db")}");

        Assert.True(Directory.Exists(folder));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }

        parent.Delete(recursive: true);
    }

    private static string Resolve(string? connectionString)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:ApiKeys"] = connectionString })
            .Build();
        return DatabaseConnection.Resolve(configuration, new ContentRoot());
    }

    private sealed class ContentRoot : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Test";

        public string ApplicationName { get; set; } = "Test";

        public string ContentRootPath { get; set; } = Root;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
