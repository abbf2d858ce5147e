using ApiKeys.Workflows;
using Microsoft.Extensions.Options;
using Zxcvbn;
using Zxcvbn.Matcher;

namespace ApiKeys.Admin.Identity.Passwords;

/// <summary>
/// Which passwords people may choose. Length and guessability instead of composition: rules about digits and signs make passwords worse (NIST SP 800-63B,
/// section 5.1.1.2). zxcvbn, with its lists of common passwords, estimates how many guesses a password takes.
/// </summary>
internal sealed class PasswordRules(IOptions<ApiKeysOptions> options)
{
    public const int MinimumLength = 12;

    // Hashing is paid per attempt; no one types more than this.
    public const int MaximumLength = 256;

    public const string Hint = "At least 12 characters. Several unrelated words or a generated password.";

    // A shorter part is in too many good passwords by chance.
    private const int ShortestPartThatCounts = 3;

    // zxcvbn's scores go from 0 to 4; 3 is safe against attackers who can only try to sign in.
    private const int LowestScore = 3;

    // The work of zxcvbn grows faster than the length, and what is hard to guess is so within this.
    private const int EstimatedLength = 64;

    // Shared, because a new one reads all word lists again.
    private static readonly Zxcvbn.Zxcvbn Estimator = new();

    private static readonly string[] ProductNames = ["apikeys", "api keys", "api", "keys", "medusa", "admin", "owner", "dashboard"];

    /// <summary>Why a person can't have a password, or <see langword="null"/> when it is a good one.</summary>
    public string? Problem(string password, string? email, string? name)
    {
        if (password.Length < MinimumLength)
        {
            return $"Use at least {MinimumLength} characters.";
        }

        if (password.Length > MaximumLength)
        {
            return $"Use at most {MaximumLength} characters.";
        }

        if (WellFormedText.Fault(password) is { } fault)
        {
            return $"A password can't hold {fault}.";
        }

        var localPart = email?.Split('@')[0].Trim() ?? "";
        if (localPart.Length >= ShortestPartThatCounts && password.Contains(localPart, StringComparison.OrdinalIgnoreCase))
        {
            return $"Leave out “{localPart}”: an attacker who knows the e-mail address tries it first.";
        }

        var block = RepeatedBlock(password);
        var estimate = Estimator.EvaluatePassword(block[..Math.Min(block.Length, EstimatedLength)], NamesNear(email, name));
        return estimate.Score < LowestScore
            ? $"This password is easy to guess: {Reason(block.Length < password.Length, estimate)}. Use several unrelated words or a generated password."
            : null;
    }

    private IEnumerable<string> NamesNear(string? email, string? name) =>
        [.. ProductNames, options.Value.Tokens.Brand, .. Parts(email), .. Parts(name)];

    private static string[] Parts(string? text) =>
        [.. (text ?? "").ToLowerInvariant().Split(['@', '.', '-', '_', '+', ' '], StringSplitOptions.RemoveEmptyEntries)];

    // A block that is typed several times is as easy to guess as once, which zxcvbn sees for single characters alone.
    private static string RepeatedBlock(string password)
    {
        for (var length = 1; length <= password.Length / 2; length++)
        {
            if (password.AsSpan(length).SequenceEqual(password.AsSpan(0, password.Length - length)))
            {
                return password[..length];
            }
        }

        return password;
    }

    // The longest match is what gave the password away.
    private static string Reason(bool isRepeated, Result estimate) => isRepeated ? "it repeats the same characters"
        : estimate.MatchSequence.MaxBy(match => match.Token.Length) switch
        {
            DictionaryMatch { DictionaryName: "user_inputs" } => "it contains a name that goes with you, your shop or this product",
            DictionaryMatch { DictionaryName: "passwords" } => "it contains a password that many people use",
            RepeatMatch => "it repeats the same characters",
            SequenceMatch => "it follows a sequence such as abc or 123",
            SpatialMatch => "it follows a pattern on the keyboard",
            DateMatch => "it contains a date",
            _ => "it is made of common words or too few different characters",
        };
}
