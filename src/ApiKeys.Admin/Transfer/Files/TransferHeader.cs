using System.Text.Json;
using ApiKeys.Admin.Settings;
using ApiKeys.Admin.Transfer.Tables;

namespace ApiKeys.Admin.Transfer.Files;

/// <summary>The first line of the file: what it is, and the tables and columns it has, which is all that two versions of the product have to agree on.</summary>
internal sealed record TransferHeader(
    string Format, int Version, string Product, string Provider, DateTimeOffset TakenAt, IReadOnlyList<TransferHeader.Table> Tables)
{
    public const string FormatName = "apikeys-export";
    public const int ThisVersion = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static TransferHeader Of(TransferPlan plan, string? provider, DateTimeOffset takenAt) => new(
        FormatName,
        ThisVersion,
        ProductVersion.Text,
        provider ?? "",
        takenAt,
        [.. plan.Moved.Select(table => new Table(table.Name, [.. table.Columns.Select(column => column.Description)]))]);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="TransferException">It is no header, or one of a file that this version can't read.</exception>
    public static void Require(ReadOnlySpan<byte> line, TransferPlan plan)
    {
        TransferHeader? header = null;
        try
        {
            header = JsonSerializer.Deserialize<TransferHeader>(line, Json);
        }
        catch (JsonException)
        {
        }

        if (header?.Format != FormatName || header.Tables is null)
        {
            throw new TransferException("It is no export of an installation.");
        }

        if (header.Version > ThisVersion)
        {
            throw new TransferException($"It was written by a newer version ({header.Product}): this one ({ProductVersion.Text}) doesn't know its format. Import it with that version.");
        }

        var here = Of(plan, null, default).Tables;
        if (header.Tables.Count != here.Count || header.Tables.Zip(here).Any(pair => !pair.First.IsSame(pair.Second)))
        {
            throw new TransferException(
                $"It was written by version {header.Product}, which has other tables or columns than this one ({ProductVersion.Text}). Bring both installations to one version, and export again.");
        }
    }

    internal sealed record Table(string Name, IReadOnlyList<string> Columns)
    {
        public bool IsSame(Table other) => Name == other.Name && Columns is not null && Columns.SequenceEqual(other.Columns, StringComparer.Ordinal);
    }
}
