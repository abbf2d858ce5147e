using ApiKeys.Admin.Endpoints;
using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Hosting;
using ApiKeys.Admin.Hosting.Health;
using ApiKeys.Admin.Identity;

AppCulture.Use();
var builder = WebApplication.CreateBuilder(RootConfiguration.HostOptions(args));
builder.UseRootConfiguration().UseDefaultAddress().UseServer();
var connectionString = DatabaseConnection.Resolve(builder.Configuration, builder.Environment);

builder.Services
    .AddAdminStorage(connectionString)
    .AddAdminIdentity()
    .AddFirstStart()
    .AddTrustedProxies()
    .AddHttpApi()
    .AddDashboard()
    .AddApiDocument()
    .AddLogGuard()
    .AddAdminHealth();

builder.Services.AddModule(connectionString);

var app = builder.Build();
app.UseAdminPipeline();
app.MapAdminEndpoints();
return await app.RunOrExplainAsync();
