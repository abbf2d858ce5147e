using System.Text;

namespace ApiKeys.Admin.Exports;

/// <summary>Writes a list in one format.</summary>
internal interface IRowWriter<in T>
{
    /// <summary>The media type of the file.</summary>
    string ContentType { get; }

    /// <summary>What stands before the first row.</summary>
    void Begin(StringBuilder text);

    void Append(StringBuilder text, T row);

    /// <summary>What stands after the last row. A file without it is incomplete.</summary>
    void End(StringBuilder text);
}
