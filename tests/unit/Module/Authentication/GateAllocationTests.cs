using ApiKeys.Authentication.Gate;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Usage.Callers;
using ApiKeys.Usage.Recording;
using Microsoft.AspNetCore.Http;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>What the gate itself costs a call, without the verifier and without the notes of uses.</summary>
public sealed class GateAllocationTests
{
    private const int Calls = 1000;
    private const int Rounds = 5;

    private static readonly string Token = TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal();

    private static readonly VerifiedKey Key = new()
    {
        Id = "apk_1",
        Type = ApiKeyType.Secret,
        Title = "Warehouse sync",
        Redacted = "sk_shop_Ab3f…x9Qz",
        Scopes = ["stock:read", "orders:*"],
        CreatedBy = "user_1",
        SalesChannelIds = [],
    };

    // After a scheme's name the token has to be cut out: one string of 57 characters.
    [Theory]
    [InlineData("X-Api-Key", "", 0)]
    [InlineData("Authorization", "Bearer ", 136)]
    public async Task Accepted_request_allocates_only_its_token(string header, string before, long textBytes)
    {
        await using var module = new TestModule();
        var uses = module.Get<UseRecorder>();
        var gate = new ApiKeyGate(_ => Task.CompletedTask, new KnowingVerifier(), uses)
        {
            Type = ApiKeyType.Secret,
            Scopes = ["orders:read"],
            Realm = "api",
            Header = ApiKeyAuthenticationDefaults.SecretHeader,
            Route = "/orders",
            HasOutputCache = false,
            HasSchemes = false,
        };
        var context = new DefaultHttpContext();
        context.Request.Protocol = HttpProtocol.Http11;
        context.Request.Headers[header] = before + Token;
        var caller = RequestCaller.Of(context, "/orders");

        var notes = Allocated(() => uses.Note(Key, VerificationCode.Valid, caller));
        var token = Allocated(() => _ = new PresentedToken(Token));
        var calls = Allocated(() => Assert.True(gate.InvokeAsync(context).IsCompletedSuccessfully));

        Assert.Same(Key, context.GetApiKey());
        Assert.Equal(textBytes, (calls - notes - token) / Calls);
    }

    // The least of some rounds: the runtime compiles anew what is called often, and may do that in the middle of one.
    private static long Allocated(Action act)
    {
        var least = long.MaxValue;
        for (var round = 0; round <= Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Calls; i++)
            {
                act();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    /// <summary>Answers at once, as the real one does from memory.</summary>
    private sealed class KnowingVerifier : IApiKeyVerifier
    {
        public ValueTask<VerificationResult> VerifyAsync(string? token, ApiKeyType? requiredType, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new VerificationResult(token == Token ? VerificationCode.Valid : VerificationCode.NotFound, Key));
    }
}
