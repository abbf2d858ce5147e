using ApiKeys.Receipts;
using ApiKeys.Time;
using ApiKeys.Verification.Nodes;
using ApiKeys.Verification.Receipts;
using ApiKeys.Verification.Ring;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.Verification;

internal static class VerificationServiceCollectionExtensions
{
    public static IServiceCollection AddVerification(this IServiceCollection services)
    {
        services.AddSingleton<KeyRing>();
        services.AddSingleton<KeyClock>();
        services.AddSingleton<RingFollower>();
        services.AddSingleton<NodeLease>();
        services.AddSingleton<KeyRingFeed>();
        services.AddHostedService<KeyRingService>();
        services.AddSingleton<NodeWatch>();
        services.AddSingleton<Propagation>();
        services.AddSingleton<IWorkflowRunner, SettlingWorkflowRunner>();
        services.AddSingleton<IRevocationReceipts, RevocationReceipts>();
        services.AddSingleton<ReceiptCompletion>();
        services.AddHostedService<ReceiptCompletionService>();
        services.AddSingleton<IApiKeyVerifier, ApiKeyVerifier>();
        return services;
    }
}
