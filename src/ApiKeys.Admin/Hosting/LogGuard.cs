namespace ApiKeys.Admin.Hosting;

internal static class LogGuard
{
    // At Debug it writes every argument a browser sends over a circuit: keys pasted to check them, passwords, the set-up code.
    private static readonly HashSet<string> Guarded = ["Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher"];

    /// <summary>Keeps categories that log what people type at Information or above, whatever the configuration says.</summary>
    /// <remarks>
    /// A rule of our own would not do: one for a single log provider, or with a wildcard, goes before it. So every rule ends with
    /// this, those of a configuration that is reloaded too.
    /// </remarks>
    public static IServiceCollection AddLogGuard(this IServiceCollection services)
    {
        services.PostConfigure<LoggerFilterOptions>(options =>
        {
            for (var index = 0; index < options.Rules.Count; index++)
            {
                var rule = options.Rules[index];
                options.Rules[index] = new LoggerFilterRule(rule.ProviderName, rule.CategoryName, rule.LogLevel, And(rule.Filter));
            }

            foreach (var category in Guarded)
            {
                options.Rules.Add(new LoggerFilterRule(providerName: null, category, LogLevel.Information, filter: null));
            }
        });
        return services;
    }

    private static Func<string?, string?, LogLevel, bool> And(Func<string?, string?, LogLevel, bool>? filter) =>
        (provider, category, level) =>
            (level >= LogLevel.Information || category is null || !Guarded.Contains(category))
            && (filter is null || filter(provider, category, level));
}
