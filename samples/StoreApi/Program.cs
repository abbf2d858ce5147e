using ApiKeys.Samples.StoreApi;
using ApiKeys.Samples.StoreApi.Orders;
using ApiKeys.Samples.StoreApi.Products;
using ApiKeys.Samples.StoreApi.Stock;

var builder = WebApplication.CreateBuilder(args);

// docs: register
// The database of the dashboard: keys that are made there work here at once, and keys that are revoked there don't.
builder.Services.AddApiKeys().UseSqlite(builder.Configuration.GetConnectionString("ApiKeys")
    ?? throw new InvalidOperationException("ConnectionStrings:ApiKeys is missing: it says where the dashboard keeps its keys."));

// For routes guarded by ASP.NET Core's own authorization. Those guarded by RequireApiKey need neither.
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
