namespace ApiKeys.Admin.Transfer.Tables;

/// <summary>What a value is in the file, whatever type a database has for it.</summary>
internal enum ColumnKind
{
    /// <summary>A JSON string.</summary>
    Text,

    /// <summary>A whole number; enums by their number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Milliseconds since 1970, UTC, which is as exact as every database of ours keeps moments.</summary>
    Moment,

    /// <summary>The usual text form, lower case.</summary>
    Guid,

    /// <summary>Base64.</summary>
    Bytes,

    /// <summary>An array of strings.</summary>
    Texts,
}
