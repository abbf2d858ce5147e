using System.Text.Json;

namespace ApiKeys.Admin.Transfer.Files;

/// <summary>The last line of the file: number and checksum of the rows of each table, and the SHA-256 of all that stands before it.</summary>
/// <remarks>
/// Whoever reads the file writes the line anew from what was read and compares: so there is one spelling, and no byte of it that doesn't count.
/// </remarks>
internal sealed record TransferTrailer(IReadOnlyList<TransferredTable> Tables, string Sha256)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public byte[] Write() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];
}
