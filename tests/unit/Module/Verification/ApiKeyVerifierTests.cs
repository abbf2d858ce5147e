using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;

namespace ApiKeys.UnitTests.Module.Verification;

public sealed class ApiKeyVerifierTests
{
    [Fact]
    public async Task Result_tells_the_key_and_nothing_of_the_token()
    {
        await using var module = new TestModule();
        var created = (await module.TryCreateAsync(new() { Type = ApiKeyType.Secret, Title = "Till", Scopes = ["orders:read"] })).Value!;

        var result = await VerifyAsync(module, created.Token!.Reveal());

        Assert.True(result.IsValid);
        Assert.Equal(
            (created.Key.Id, ApiKeyType.Secret, "Till", created.Key.Redacted, "orders:read", TestModule.Dana.Id),
            (result.Key!.Id, result.Key.Type, result.Key.Title, result.Key.Redacted, Assert.Single(result.Key.Scopes), result.Key.CreatedBy));
        Assert.DoesNotContain(created.Token.Reveal(), result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_token_asks_no_database()
    {
        await using var module = new TestModule(interceptor: new FailingDatabase { Exception = new InvalidOperationException("asked") });

        foreach (var text in new[] { null, "", "Bearer x", "sk_shop_", new string('x', 1_000_000) })
        {
            Assert.Equal(new VerificationResult(VerificationCode.Malformed), await VerifyAsync(module, text));
        }
    }

    [Fact]
    public async Task Well_formed_token_of_no_key_is_not_found()
    {
        await using var module = new TestModule();
        await module.CreateAsync();

        var result = await VerifyAsync(module, TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal());

        Assert.Equal(new VerificationResult(VerificationCode.NotFound), result);
    }

    [Theory]
    [InlineData(ApiKeyType.Secret, ApiKeyType.Publishable)]
    [InlineData(ApiKeyType.Publishable, ApiKeyType.Secret)]
    public async Task Key_of_one_type_never_passes_for_the_other(ApiKeyType type, ApiKeyType wanted)
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync(type: type);
        var raw = created.Token!.Reveal();

        Assert.Equal(VerificationCode.WrongType, (await VerifyAsync(module, raw, wanted)).Code);
        Assert.Equal(VerificationCode.Valid, (await VerifyAsync(module, raw, type)).Code);
        Assert.Equal(VerificationCode.Valid, (await VerifyAsync(module, raw)).Code);
        Assert.Equal(VerificationCode.WrongType, (await module.Keys.AuthenticateAsync(raw, wanted, cancellationToken: TestModule.Cancellation)).Code);
    }

    [Theory]
    [InlineData(ApiKeyType.Secret, ApiKeyType.Publishable)]
    [InlineData(ApiKeyType.Publishable, ApiKeyType.Secret)]
    public async Task Wrong_type_is_told_before_what_else_is_wrong(ApiKeyType type, ApiKeyType wanted)
    {
        await using var module = new TestModule();
        var pending = await module.CreateAsync(type: type, awaitConfirmation: true);
        var revoked = await module.CreateAsync(type: type);
        await module.RevokeAsync(revoked.Key.Id);

        Assert.Equal(VerificationCode.WrongType, (await VerifyAsync(module, pending.Token!.Reveal(), wanted)).Code);
        Assert.Equal(VerificationCode.WrongType, (await VerifyAsync(module, revoked.Token!.Reveal(), wanted)).Code);
    }

    // A look-up goes by the digest of the whole token, so the type a prefix claims is that of the key, or there is no key.
    [Fact]
    public async Task Secret_with_its_prefix_exchanged_is_no_key()
    {
        await using var module = new TestModule();
        var raw = (await module.CreateAsync()).Token!.Reveal();
        var body = "pk" + raw[2..^TokenFormat.ChecksumLength];
        var checksum = new char[TokenFormat.ChecksumLength];
        TokenFormat.WriteChecksum(body, checksum);

        Assert.Equal(VerificationCode.Malformed, (await VerifyAsync(module, "pk" + raw[2..])).Code);
        Assert.Equal(VerificationCode.NotFound, (await VerifyAsync(module, body + new string(checksum), ApiKeyType.Publishable)).Code);
    }

    [Fact]
    public async Task Key_expires_at_its_moment_to_the_millisecond()
    {
        await using var module = new TestModule();
        var created = await CreateAsync(module, expiresAt: TestModule.Start.AddHours(1));

        module.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        var justBefore = await module.VerifyAsync(created);
        module.Time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal((VerificationCode.Valid, VerificationCode.Expired), (justBefore, await module.VerifyAsync(created)));
    }

    [Fact]
    public async Task Revoked_is_told_before_expired_whichever_came_first()
    {
        await using var module = new TestModule();
        var created = await CreateAsync(module, expiresAt: TestModule.Start.AddHours(1));
        await module.RevokeAsync(created.Key.Id, TimeSpan.FromHours(2));

        module.Time.Advance(TimeSpan.FromHours(1));
        var expired = await module.VerifyAsync(created);
        module.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal((VerificationCode.Expired, VerificationCode.Revoked), (expired, await module.VerifyAsync(created)));
    }

    [Fact]
    public async Task Pending_key_that_expires_is_expired()
    {
        await using var module = new TestModule();
        var created = await CreateAsync(module, expiresAt: TestModule.Start.AddMinutes(5), awaitConfirmation: true);
        module.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(VerificationCode.Expired, await module.VerifyAsync(created));
    }

    [Fact]
    public async Task Dead_token_still_tells_whose_it_was()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        await module.RevokeAsync(created.Key.Id);
        await module.DeleteAsync(created.Key.Id);

        var result = await VerifyAsync(module, created.Token!.Reveal());

        Assert.Equal((VerificationCode.Revoked, created.Key.Id), (result.Code, result.Key!.Id));
    }

    [Fact]
    public async Task Cancelled_call_is_cancelled_and_says_nothing_of_the_store()
    {
        await using var module = new TestModule();
        var raw = (await module.CreateAsync()).Token!.Reveal();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await module.Verifier.VerifyAsync(raw, null, cancelled.Token));
    }

    private static ValueTask<VerificationResult> VerifyAsync(TestModule module, string? text, ApiKeyType? type = null) =>
        module.Verifier.VerifyAsync(text, type, TestModule.Cancellation);

    private static async Task<CreatedApiKey> CreateAsync(TestModule module, DateTimeOffset expiresAt, bool awaitConfirmation = false) =>
        (await module.TryCreateAsync(new()
        {
            Type = ApiKeyType.Secret,
            Title = "Till",
            ExpiresAt = expiresAt,
            AwaitConfirmation = awaitConfirmation,
        })).Value!;
}
