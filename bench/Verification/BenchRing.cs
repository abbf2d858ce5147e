using System.Security.Cryptography;
using ApiKeys.Configuration;
using ApiKeys.Tokens;
using ApiKeys.Usage.Recording;
using ApiKeys.Verification.Ring;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.Bench.Verification;

/// <summary>The module's verifier over a ring of made-up keys, without a database: it is trusted for as long as the measurement lasts.</summary>
internal sealed class BenchRing : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly PeriodicTimer _timer = new(Fencing.Trust / 4);

    public BenchRing(int keys)
        : this([.. Enumerable.Range(0, keys - 2).Select(i => SHA256.HashData(BitConverter.GetBytes(i)))])
    {
    }

    public BenchRing(IReadOnlyList<string> tokens)
        : this([.. tokens.Select(token => TokenDigest.Bytes(TokenHasher.Digest(token)).ToArray())])
    {
    }

    private BenchRing(List<byte[]> digests)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddApiKeys().UseSqlite("Data Source=nowhere");
        _services = services.BuildServiceProvider();
        var texts = new RingTexts();
        var table = new RingTable(digests.Count + 2);
        for (var i = 0; i < digests.Count; i++)
        {
            Put(table, texts, digests[i], $"Key number {i}", revokedAt: null);
        }

        Put(table, texts, TokenHasher.Digest(Valid), "Valid", revokedAt: null);
        Put(table, texts, TokenHasher.Digest(Revoked), "Revoked", TimeProvider.System.GetUtcNow());
        Ring.Publish(table, version: 1, isComplete: true);
        Trust();
        _ = KeepTrustAsync();
    }

    public ApiKeyToken Valid { get; } = TokenGenerator.Generate(ApiKeyType.Secret, "shop");

    public ApiKeyToken Revoked { get; } = TokenGenerator.Generate(ApiKeyType.Secret, "shop");

    public string Unknown { get; } = TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal();

    public IApiKeyVerifier Verifier => _services.GetRequiredService<IApiKeyVerifier>();

    public UseRecorder Recorder => _services.GetRequiredService<UseRecorder>();

    public IApiKeyModuleService Keys => _services.GetRequiredService<IApiKeyModuleService>();

    private KeyRing Ring => _services.GetRequiredService<KeyRing>();

    public void Dispose()
    {
        _timer.Dispose();
        _services.Dispose();
    }

    private static void Put(RingTable table, RingTexts texts, byte[] digest, string title, DateTimeOffset? revokedAt)
    {
        var now = TimeProvider.System.GetUtcNow();
        var row = new RingRow(
            Ids.New(Ids.KeyPrefix, now), ApiKeyType.Secret, digest, "sk_shop_Ab3f…x9Qz", title, "user_1", ["orders:read"], now, null, revokedAt, revokedAt, null);
        table.Put(RingEntry.TryCreate(in row, texts)!);
    }

    private async Task KeepTrustAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            Trust();
        }
    }

    private void Trust() => Ring.Trust(TimeProvider.System.GetTimestamp(), TimeProvider.System.GetUtcNow(), Ring.Generation);
}
