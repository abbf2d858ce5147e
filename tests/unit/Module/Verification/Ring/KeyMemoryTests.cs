using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Usage.Recording;
using ApiKeys.Verification.Ring;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module.Verification.Ring;

/// <summary>What a key costs in memory.</summary>
[Collection(nameof(AloneCollection))]
public sealed class KeyMemoryTests
{
    private const int Keys = 100_000;
    private static readonly ApiKeyCaller Caller = new(IPAddress.Loopback, "shop/1.0", "/orders");

    [Fact]
    public void Key_takes_few_bytes_before_and_after_its_first_verification_and_while_its_use_waits_to_be_written()
    {
        List<byte[]> digests = [.. Enumerable.Range(0, Keys).Select(i => SHA256.HashData(BitConverter.GetBytes(i)))];
        var before = Memory();

        var table = Fill(digests);
        var untouched = (Memory() - before) / (double)Keys;
        Assert.InRange(untouched, 0, 200);

        foreach (var digest in digests)
        {
            Find(table, digest).Check(ApiKeyType.Secret, TestModule.Start);
        }

        var verified = (Memory() - before) / (double)Keys;
        Assert.InRange(verified, 0, 250);

        var stripe = new UseStripe();
        foreach (var digest in digests)
        {
            stripe.Note(Find(table, digest).Check(ApiKeyType.Secret, TestModule.Start).Key!.Name, VerificationCode.Valid, TestModule.Start, Caller);
        }

        var used = (Memory() - before) / (double)Keys;
        Assert.InRange(used, 0, 520);

        Flush(stripe);
        Assert.InRange((Memory() - before) / (double)Keys, 0, 250);
        GC.KeepAlive(table);
    }

    [Fact]
    public void Use_of_a_key_that_was_used_since_the_last_flush_allocates_nothing()
    {
        var table = Fill([SHA256.HashData([1])]);
        var key = Find(table, SHA256.HashData([1])).Check(ApiKeyType.Secret, TestModule.Start).Key!;
        var stripe = new UseStripe();
        stripe.Note(key.Name, VerificationCode.Valid, TestModule.Start, Caller);

        // Whatever the runtime allocates once, for itself, is not what a use costs.
        var least = long.MaxValue;
        for (var round = 0; round < 100 && least != 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                stripe.Note(key.Name, VerificationCode.Valid, TestModule.Start, Caller);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static RingTable Fill(List<byte[]> digests)
    {
        var (table, texts) = (new RingTable(), new RingTexts());
        for (var i = 0; i < digests.Count; i++)
        {
            var row = new RingRow(
                Ids.New(Ids.KeyPrefix, TestModule.Start), ApiKeyType.Secret, digests[i], "sk_shop_Ab3f…x9Qz", $"Key number {i}", "user_1", ["orders:read"],
                TestModule.Start, null, null, null, null);
            table.Put(RingEntry.TryCreate(in row, texts)!);
        }

        return table;
    }

    private static RingEntry Find(RingTable table, byte[] bytes)
    {
        var digest = TokenDigest.Of(bytes);
        return table.Find(in digest)!;
    }

    // In a method of its own, so that nothing here refers to what was taken.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Flush(UseStripe stripe) => stripe.Take();

    private static long Memory() => GC.GetTotalMemory(forceFullCollection: true);
}
