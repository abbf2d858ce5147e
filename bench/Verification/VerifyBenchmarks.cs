using BenchmarkDotNet.Attributes;

namespace ApiKeys.Bench.Verification;

/// <summary>One verification in process.</summary>
[MemoryDiagnoser]
public class VerifyBenchmarks : IDisposable
{
    private BenchRing _ring = null!;
    private IApiKeyVerifier _verifier = null!;
    private IApiKeyModuleService _keys = null!;
    private string _valid = "";
    private string _revoked = "";
    private string _unknown = "";
    private string _mistyped = "";

    [Params(1_000, 100_000, 1_000_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        _ring = new BenchRing(Keys);
        (_verifier, _keys) = (_ring.Verifier, _ring.Keys);
        (_valid, _revoked, _unknown) = (_ring.Valid.Reveal(), _ring.Revoked.Reveal(), _ring.Unknown);
        _mistyped = _valid[..^1] + (_valid[^1] == 'a' ? 'b' : 'a');
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _ring.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public VerificationCode Valid() => Verify(_valid);

    [Benchmark]
    public VerificationCode Revoked() => Verify(_revoked);

    [Benchmark]
    public VerificationCode Unknown() => Verify(_unknown);

    [Benchmark(Description = "Mistyped (checksum)")]
    public VerificationCode Mistyped() => Verify(_mistyped);

    [Benchmark(Description = "Garbage")]
    public VerificationCode Garbage() => Verify("not a token at all, but as long as one would be, or so");

    [Benchmark(Description = "Valid, use recorded")]
    public VerificationCode Used() => Code(_keys.AuthenticateAsync(_valid));

    private VerificationCode Verify(string token) => Code(_verifier.VerifyAsync(token, ApiKeyType.Secret));

    private static VerificationCode Code(ValueTask<VerificationResult> verification) =>
        verification.IsCompletedSuccessfully ? verification.Result.Code : throw new InvalidOperationException("The ring didn't answer.");
}
