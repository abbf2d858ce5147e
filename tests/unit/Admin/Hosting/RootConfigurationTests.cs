using ApiKeys.Admin.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace ApiKeys.UnitTests.Admin.Hosting;

public sealed class RootConfigurationTests
{
    [Fact]
    public void The_root_file_is_read_and_no_second_copy_above_the_environment() =>
        Assert.Equal(
            ["appsettings.json"],
            Sources(Builder()).OfType<JsonConfigurationSource>()
                .Select(source => source.Path)
                .Where(path => path!.StartsWith("appsettings.", StringComparison.Ordinal)));

    [Fact]
    public void The_root_file_gives_what_nothing_else_says() => Assert.Equal("Sqlite", Builder().Configuration["Database:Provider"]);

    [Fact]
    public void Everything_else_stands_above_it()
    {
        var builder = Builder("--Database:Provider=FromCommandLine");

        Assert.Equal("FromCommandLine", builder.Configuration["Database:Provider"]);
        Assert.IsType<JsonConfigurationSource>(Sources(builder)[0]);
    }

    [Fact]
    public void Without_an_address_the_known_one_is_served() =>
        Assert.Equal("http://localhost:5080", Builder().WebHost.GetSetting("urls"));

    [Theory]
    [InlineData("--urls=http://localhost:7000", "http://localhost:7000")]
    [InlineData("--http_ports=8080", null)]
    [InlineData("--Kestrel:Endpoints:Http:Url=http://localhost:7000", null)]
    public void A_given_address_is_left_alone(string argument, string? urls) =>
        Assert.Equal(urls, Builder(argument).WebHost.GetSetting("urls"));

    private static WebApplicationBuilder Builder(params string[] args) =>
        WebApplication.CreateBuilder(RootConfiguration.HostOptions(args)).UseRootConfiguration().UseDefaultAddress();

    private static IList<IConfigurationSource> Sources(WebApplicationBuilder builder) => ((IConfigurationBuilder)builder.Configuration).Sources;
}
