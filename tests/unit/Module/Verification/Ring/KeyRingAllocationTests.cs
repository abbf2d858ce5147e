using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;

namespace ApiKeys.UnitTests.Module.Verification.Ring;

/// <summary>The budget of the hot path: nothing.</summary>
[Collection(nameof(AloneCollection))]
public sealed class KeyRingAllocationTests
{
    [Fact]
    public async Task Nothing_is_allocated_for_a_token_whatever_it_is()
    {
        await using var node = new TestModule();
        var valid = (await node.CreateAsync()).Raw();
        var revoked = await node.CreateAsync();
        await node.RevokeAsync(revoked.Key.Id);
        await node.LookAsync();
        string[] tokens = [valid, revoked.Raw(), TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal(), valid[..^1] + "!", "garbage"];

        Assert.All(tokens, token => Assert.Equal(0, AllocatedBy(node.Verifier, token)));
    }

    /// <remarks>
    /// Beyond what reading the text's shape allocates: that searches with the base library's vectors, which are boxed for as long as the runtime has not optimised
    /// it, and it does so when it likes. What is left of it then is in the figures of bench, which are 0.
    /// </remarks>
    private static long AllocatedBy(IApiKeyVerifier verifier, string token)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 200 && least != 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                _ = TokenFormat.TryRead(token, out _, out _);
            }

            var between = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                var verification = verifier.VerifyAsync(token, ApiKeyType.Secret);
                Assert.True(verification.IsCompletedSuccessfully);
            }

            least = Math.Min(least, Math.Abs(GC.GetAllocatedBytesForCurrentThread() - between - (between - before)));
        }

        return least;
    }
}
