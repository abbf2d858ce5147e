using ApiKeys.Admin.Settings;
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
    public void Folder_and_file_are_made_for_their_owner_alone()
    {
        var parent = Directory.CreateTempSubdirectory("apikeys-");
        var folder = Path.Combine(parent.FullName, "data");
        var file = Path.Combine(folder, "apikeys.db");

        var isNew = DatabaseConnection.CreateFile($"Data Source={file}");

        Assert.True(isNew);
        Assert.True(File.Exists(file));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        parent.Delete(recursive: true);
    }

    [Fact]
    public void A_file_that_is_there_stays_as_it_is()
    {
        var parent = Directory.CreateTempSubdirectory("apikeys-");
        var file = Path.Combine(parent.FullName, "apikeys.db");
        File.WriteAllText(file, "kept");

        var isNew = DatabaseConnection.CreateFile($"Data Source={file}");

        Assert.False(isNew);
        Assert.Equal("kept", File.ReadAllText(file));
        parent.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Mode=ReadWrite")]
    [InlineData("Mode=ReadOnly")]
    public void A_connection_that_must_not_make_the_file_gets_none(string mode)
    {
        var parent = Directory.CreateTempSubdirectory("apikeys-");
        var file = Path.Combine(parent.FullName, "apikeys.db");

        var isNew = DatabaseConnection.CreateFile($"Data Source={file};{mode}");

        Assert.False(isNew);
        Assert.False(File.Exists(file));
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
