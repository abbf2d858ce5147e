using System.Buffers;
using System.Text;

namespace ApiKeys.Admin.Exports;

/// <summary>Writes rows of CSV after RFC 4180, such that no spreadsheet takes a cell for a formula.</summary>
internal static class CsvText
{
    // Spreadsheets calculate cells that begin with these, the wide forms too; some cut a tab or line break off first.
    private const string Formula = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    // A semicolon or tab parts cells where a spreadsheet is set to another language.
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n;\t'");

    public static void AppendRow(StringBuilder text, IEnumerable<string?> cells)
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst)
            {
                text.Append(',');
            }

            isFirst = false;
            AppendCell(text, cell ?? "");
        }

        text.Append("\r\n");
    }

    private static void AppendCell(StringBuilder text, string cell)
    {
        // An apostrophe in front marks the cell as text.
        var safe = cell.Length > 0 && Formula.Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell;
        if (safe.AsSpan().ContainsAny(Quoted))
        {
            text.Append('"').Append(safe.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            text.Append(safe);
        }
    }
}
