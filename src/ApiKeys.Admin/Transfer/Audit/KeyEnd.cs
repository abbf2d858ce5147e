using ApiKeys.Admin.Transfer.Files;
using ApiKeys.Admin.Transfer.Tables;

namespace ApiKeys.Admin.Transfer.Audit;

/// <summary>When a key ends or has ended: by its revocation or its expiry, whichever comes first.</summary>
/// <param name="KeyId">The key's id.</param>
/// <param name="EndsAt">The moment, in UTC.</param>
public sealed record KeyEnd(string KeyId, DateTimeOffset EndsAt)
{
    private static readonly string[] EndColumns = ["revoked_at", "expires_at"];

    internal static KeyEnd? Read(TransferTable keys, ReadOnlyMemory<byte> row)
    {
        var values = TransferRow.Parse(keys, row);
        var id = (string)values[IndexOf(keys, "id")]!;
        var end = EndColumns.Select(column => values[IndexOf(keys, column)] as long?).Min();
        return end is { } at ? new KeyEnd(id, DateTimeOffset.FromUnixTimeMilliseconds(at)) : null;
    }

    private static int IndexOf(TransferTable table, string column) =>
        table.Columns.Select(candidate => candidate.Name).ToList().IndexOf(column);
}
