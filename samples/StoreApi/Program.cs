using ApiKeys.Samples.StoreApi;
using ApiKeys.Samples.StoreApi.Orders;
using ApiKeys.Samples.StoreApi.Products;
using ApiKeys.Samples.StoreApi.Stock;

var builder = WebApplication.CreateBuilder(args);

// docs: register
// The dashboard's database: keys that are created there work here at once, and revoked keys don't.
builder.Services.AddApiKeys().UseSqlite(builder.Configuration.GetConnectionString("ApiKeys")
    ?? throw new InvalidOperationException("ConnectionStrings:ApiKeys is missing. Set it to the dashboard's database."));

// Only for routes that use ASP.NET Core's authorization. RequireApiKey needs neither line.
builder.Services.AddAuthentication().AddApiKeys(options => options.Realm = "Store");
builder.Services.AddAuthorization();
// docs: end

builder.Services.AddSingleton<OrderBook>();
builder.Services.Configure<Shop>(builder.Configuration);

var app = builder.Build();

app.MapGet("/opening-hours", () => new OpeningHours("Monday to Saturday", "09:00", "18:30"));
app.MapStock();
app.MapOrders();
app.MapProducts();

app.Run();
