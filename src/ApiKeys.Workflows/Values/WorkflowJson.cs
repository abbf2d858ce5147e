using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ApiKeys.Workflows;

/// <summary>How the journal writes what a compensation will need, and how a call's input is told from another's.</summary>
internal static class WorkflowJson
{
    // A tuple has its values in fields. Without this it would be written as {}, and its compensation given nothing.
    private static readonly JsonSerializerOptions Options = new() { IncludeFields = true };

    // What is left at its default counts as not said: a property that a later version adds must not make a repeated call another one.
    private static readonly JsonSerializerOptions Digested = new(Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public static string Serialize<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Deserialize<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    public static byte[] Digest<T>(T value) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, Digested));
}
