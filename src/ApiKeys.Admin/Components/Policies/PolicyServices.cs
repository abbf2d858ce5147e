namespace ApiKeys.Admin.Components.Policies;

internal static class PolicyServices
{
    /// <summary>What the page and dialogs of policies need besides the operations.</summary>
    public static IServiceCollection AddPolicyPages(this IServiceCollection services) => services.AddScoped<PolicyDialogs>();
}
