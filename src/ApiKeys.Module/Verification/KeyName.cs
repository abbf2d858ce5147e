using System.Runtime.InteropServices;
using ApiKeys.Workflows;

namespace ApiKeys.Verification;

/// <summary>The id of a key without a string of its own: there may be a million keys in use.</summary>
/// <param name="Id">The ULID of the id.</param>
/// <param name="Other">The id, if it isn't one that the module makes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KeyName(Ulid Id, string? Other)
{
    public static KeyName Of(string id) => TryRead(id, out var ulid) ? new KeyName(ulid, null) : new KeyName(default, id);

    /// <summary>Reads the id of a key, if the module can have made it.</summary>
    public static bool TryRead(string id, out Ulid ulid)
    {
        ulid = default;
        Span<char> text = stackalloc char[UlidLength];
        return id.StartsWith(Ids.KeyPrefix, StringComparison.Ordinal)
            && Ulid.TryParse(id.AsSpan(Ids.KeyPrefix.Length), out ulid)
            && ulid.TryWriteStringify(text)
            && id.AsSpan(Ids.KeyPrefix.Length).SequenceEqual(text);
    }

    public override string ToString() => Other ?? Ids.KeyPrefix + Id;

    private const int UlidLength = 26;
}
