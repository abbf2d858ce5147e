using ApiKeys.Admin.Commands;
using ApiKeys.Admin.Endpoints;
using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Hosting;
using ApiKeys.Admin.Hosting.Proxies;
using ApiKeys.Admin.Hosting.Headers;
using ApiKeys.Admin.Hosting.Health;
using ApiKeys.Admin.Hosting.Installation;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Settings;
using ApiKeys.Admin.Text;

AppCulture.Use();
var commandLine = CommandLine.Parse(args);
var builder = WebApplication.CreateBuilder(RootConfiguration.HostOptions(commandLine.Options));
builder.UseRootConfiguration().UseDefaultAddress().UseServer();
var database = ProductDatabase.Of(builder.Configuration, builder.Environment);

builder.Services
    .AddAdminStorage(database, builder.Configuration)
    .AddAdminIdentity()
    .AddOpenIdSignIn(builder.Configuration)
    .AddFirstStart()
    .AddTrustedProxies()
    .AddHttpApi()
    .AddDashboard()
    .AddSecurityTxt()
    .AddApiDocument()
    .AddLogGuard()
    .AddTelemetryExport(builder.Configuration)
    .AddInstallation(database)
    .AddAdminHealth();

builder.Services.AddModule(builder.Configuration, database);

var app = builder.Build();
app.UseAdminPipeline();
app.MapAdminEndpoints();
return await app.RunOrExplainAsync(commandLine);
