namespace ApiKeys.Admin.Components.Overview;

/// <summary>The shortest program that accepts a key. A test compiles it.</summary>
internal static class FirstCode
{
    public const string Text = """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddApiKeys().UseSqlite(builder.Configuration.GetConnectionString("ApiKeys")!);
        var app = builder.Build();
        app.MapGet("/orders", (HttpContext context) => $"Hello, {context.GetApiKey()!.Title}").RequireApiKey();
        app.Run();
        """;
}
