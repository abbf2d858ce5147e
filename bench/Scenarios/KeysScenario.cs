using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using ApiKeys.Bench.Verification;
using ApiKeys.Tokens;
using ApiKeys.Usage.Recording;

namespace ApiKeys.Bench.Scenarios;

/// <summary>
/// One verification among 100,000 keys, of the same key and of keys in random order, with and without the use recorded. The baseline is what can't be saved: the
/// SHA-256 of the token and a look-up in a dictionary. And the memory that a key takes.
/// </summary>
internal static class KeysScenario
{
    private const int Keys = 100_000;
    private const int Rounds = 9;
    private static readonly ApiKeyCaller Caller = new(IPAddress.Loopback, "bench/1.0", "/orders");

    public static Task RunAsync(Report report)
    {
        List<string> tokens = [.. Enumerable.Range(0, Keys).Select(_ => TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal())];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var ring = new BenchRing(tokens);
        var untouched = GC.GetTotalMemory(forceFullCollection: true) - before;
        var dictionary = tokens.ToDictionary(token => new Name(TokenHasher.Digest(token)), _ => true);
        var random = tokens.ToArray();
        RandomNumberGenerator.Shuffle(random.AsSpan());
        string[] same = [.. Enumerable.Repeat(tokens[0], Keys)];
        var (verifier, recorder) = (ring.Verifier, ring.Recorder);

        before = GC.GetTotalMemory(forceFullCollection: true);
        Time(random, token => Code(verifier, token));
        var verified = GC.GetTotalMemory(forceFullCollection: true) - before;
        Time(random, token => Note(verifier, recorder, token));
        var used = GC.GetTotalMemory(forceFullCollection: true) - before;

        (string Name, Func<string, bool> Verify)[] ways =
        [
            ("hash and dictionary", token => dictionary.ContainsKey(new Name(TokenHasher.Digest(token)))),
            ("verify", token => Code(verifier, token)),
            ("verify, use recorded", token => Note(verifier, recorder, token)),
        ];
        report.Line("");
        report.Line("| what | same key, ns (slowest round) | random keys, ns (slowest round) | bytes allocated, random |");
        report.Line("|---|---:|---:|---:|");
        foreach (var (name, verify) in ways)
        {
            var (one, oneWorst, _) = Measure(same, verify);
            var (many, manyWorst, bytes) = Measure(random, verify);
            report.Line(string.Create(CultureInfo.InvariantCulture, $"| {name} | {one:0} ({oneWorst:0}) | {many:0} ({manyWorst:0}) | {bytes:0.##} |"));
        }

        report.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"\nBytes a key: never used {untouched / Keys}, verified {(untouched + verified) / Keys}, with a use that waits to be written {(untouched + used) / Keys}."));
        return Task.CompletedTask;
    }

    private static (double Median, double Worst, double Bytes) Measure(string[] tokens, Func<string, bool> verify)
    {
        for (var i = 0; i < 3; i++)
        {
            Time(tokens, verify);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        List<double> times = [.. Enumerable.Range(0, Rounds).Select(_ => Time(tokens, verify)).Order()];
        return (times[Rounds / 2], times[^1], (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)(Rounds * tokens.Length));
    }

    private static double Time(string[] tokens, Func<string, bool> verify)
    {
        var began = Stopwatch.GetTimestamp();
        foreach (var token in tokens)
        {
            if (!verify(token))
            {
                throw new InvalidOperationException("A key was refused.");
            }
        }

        return Stopwatch.GetElapsedTime(began).TotalNanoseconds / tokens.Length;
    }

    private static bool Code(IApiKeyVerifier verifier, string token) => Verify(verifier, token).Code == VerificationCode.Valid;

    private static bool Note(IApiKeyVerifier verifier, UseRecorder recorder, string token)
    {
        var result = Verify(verifier, token);
        recorder.Note(result.Key!, result.Code, Caller);
        return result.Code == VerificationCode.Valid;
    }

    private static VerificationResult Verify(IApiKeyVerifier verifier, string token)
    {
        var verification = verifier.VerifyAsync(token, ApiKeyType.Secret);
        return verification.IsCompletedSuccessfully ? verification.Result : throw new InvalidOperationException("The ring didn't answer.");
    }

    /// <summary>A digest as the key of a dictionary, compared and hashed as fast as it can be.</summary>
    private readonly struct Name(TokenDigest digest) : IEquatable<Name>
    {
        private readonly TokenDigest _digest = digest;

        public bool Equals(Name other) => TokenDigest.Bytes(in _digest).SequenceEqual(TokenDigest.Bytes(in other._digest));

        public override bool Equals(object? other) => other is Name name && Equals(name);

        public override int GetHashCode() => (int)TokenDigest.Prefix(in _digest);
    }
}
