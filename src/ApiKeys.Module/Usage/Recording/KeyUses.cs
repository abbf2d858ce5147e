using System.Runtime.InteropServices;
using ApiKeys.Usage.Callers;

namespace ApiKeys.Usage.Recording;

/// <summary>The uses of one key since the last flush: when it was last accepted, how often it came to what in which hour, and who called.</summary>
internal sealed class KeyUses
{
    public DateTimeOffset? LastAcceptedAt { get; private set; }

    /// <summary>By the hour's number since the Unix epoch.</summary>
    public Dictionary<(long Hour, VerificationCode Code), long> Counts { get; } = [];

    public CallerUses Accepted { get; } = new();

    public CallerUses Refused { get; } = new();

    public void Add(VerificationCode code, DateTimeOffset at, in ApiKeyCaller caller)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(Counts, (UseHours.Number(at), code), out _)++;
        if (code == VerificationCode.Valid)
        {
            Accept(at);
            Accepted.Add(code, at, caller);
        }
        else
        {
            Refused.Add(code, at, caller);
        }
    }

    public void Add(KeyUses others)
    {
        foreach (var (key, count) in others.Counts)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(Counts, key, out _) += count;
        }

        if (others.LastAcceptedAt is { } at)
        {
            Accept(at);
        }

        Accepted.Add(others.Accepted);
        Refused.Add(others.Refused);
    }

    private void Accept(DateTimeOffset at)
    {
        if (LastAcceptedAt is not { } last || at > last)
        {
            LastAcceptedAt = at;
        }
    }
}
