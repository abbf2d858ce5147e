using ApiKeys.Receipts;
using ApiKeys.Storage;
using ApiKeys.Time;
using ApiKeys.Verification.Nodes;
using ApiKeys.Verification.Receipts;
using ApiKeys.Verification.Ring;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.Verification;

internal static class VerificationServiceCollectionExtensions
{
    /// <summary>The keys in memory, the feed, the lease and the verifier: all that a service needs which only verifies. Once.</summary>
    public static void AddVerification(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(KeyRing)))
        {
            return;
        }

        services.AddMetrics();
        services.AddSingleton<VerificationTelemetry>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<KeyClock>();
        services.AddSingleton<RingFollower>();
        services.AddSingleton<NodeLease>();
        services.AddSingleton<FeedHints>();
        services.AddSingleton<StoreChanges>();
        services.AddSingleton<KeyRingFeed>();
        services.AddHostedService<KeyRingService>();
        services.AddSingleton<IApiKeyVerifier, ApiKeyVerifier>();
    }

    /// <summary>What waits until other nodes have heard of a change, and records that in receipts.</summary>
    public static void AddPropagation(this IServiceCollection services)
    {
        services.AddSingleton<NodeSilence>();
        services.AddSingleton<NodeRemoval>();
        services.AddSingleton<NodeWatch>();
        services.AddSingleton<RevocationReceipts>();
        services.AddSingleton<IRevocationReceipts>(provider => provider.GetRequiredService<RevocationReceipts>());
        services.AddAfterCommitStage<Propagation>();
        services.AddSingleton<ReceiptCompletion>();
        services.AddHostedService<ReceiptCompletionService>();
    }
}
