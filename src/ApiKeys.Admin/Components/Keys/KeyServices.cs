using ApiKeys.Admin.Components.Keys.Dialogs;
using ApiKeys.Admin.Components.Keys.Page;
using ApiKeys.Admin.Components.Overview;
using ApiKeys.Admin.Components.Overview.Attention;
using ApiKeys.Admin.Components.Palette;
using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Components.Usage;
using ApiKeys.Admin.Components.Usage.Verdicts;

namespace ApiKeys.Admin.Components.Keys;

internal static class KeyServices
{
    /// <summary>What the pages and dialogs of keys need besides the operations.</summary>
    public static IServiceCollection AddKeyPages(this IServiceCollection services) => services
        .AddScoped<KeyContentReader>()
        .AddScoped<KeyLineageReader>()
        .AddScoped<KeyUsageReader>()
        .AddScoped<UseVerdicts>()
        .AddScoped<KeyDialogs>()
        .AddScoped<LastChange>()
        .AddScoped<OverviewReader>()
        .AddScoped<AttentionReader>()
        .AddScoped<BrokenReader>()
        .AddScoped<SoonReader>()
        .AddScoped<TidyUpReader>()
        .AddScoped<PaletteSearch>()
        .AddScoped<LocalTimes>();
}
