using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.Admin.Transfer.Tables;

/// <summary>A column, with the way of its values between a database and a form that is the same for all: see <see cref="ColumnKind"/>.</summary>
internal sealed class TransferColumn
{
    private readonly RelationalTypeMapping _mapping;
    private readonly Type _providerType;
    private readonly Func<DbDataReader, int, object> _read;
    private readonly bool _isNullable;
    private readonly bool _isClaim;

    public TransferColumn(IColumn column)
    {
        var property = column.PropertyMappings[0].Property;
        _mapping = column.PropertyMappings[0].TypeMapping;
        _providerType = Bare(_mapping.Converter?.ProviderClrType ?? _mapping.ClrType);
        _isNullable = column.IsNullable;
        _isClaim = ProcessState.IsClaim(property.DeclaringType.ClrType, property.Name);
        Name = column.Name;
        Kind = KindOf(Bare(property.ClrType), _providerType)
            ?? throw new NotSupportedException($"{column.Table.Name}.{column.Name} holds {property.ClrType}, for which files have no form yet.");
        _read = ReaderOf(_providerType);
    }

    public string Name { get; }

    public ColumnKind Kind { get; }

    /// <summary>How the file's header names it.</summary>
    public string Description => $"{Name} {Kind.ToString().ToLowerInvariant()}";

    /// <returns>Null, or a string, long, bool, Guid, byte[] or sequence of strings; moments are longs.</returns>
    public object? Read(DbDataReader reader, int ordinal)
    {
        if (_isClaim || reader.IsDBNull(ordinal))
        {
            return null;
        }

        var value = _read(reader, ordinal);
        return Kind switch
        {
            ColumnKind.Number => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            ColumnKind.Moment => ((DateTimeOffset)ToModel(value)).ToUnixTimeMilliseconds(),
            ColumnKind.Texts => ToModel(value),
            _ => value,
        };
    }

    /// <param name="command">Gets the parameter.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">What <see cref="Read"/> gave.</param>
    public void AddParameter(DbCommand command, string name, object? value)
    {
        var model = value is null ? null : Kind switch
        {
            ColumnKind.Number => ToModel(Convert.ChangeType(value, _providerType, CultureInfo.InvariantCulture)),
            ColumnKind.Moment => DateTimeOffset.FromUnixTimeMilliseconds((long)value),
            ColumnKind.Texts => value,
            _ => ToModel(value),
        };
        command.Parameters.Add(_mapping.CreateParameter(command, name, model, _isNullable));
    }

    private object ToModel(object value) => _mapping.Converter is { } converter ? converter.ConvertFromProvider(value)! : value;

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    // What is converted to text is taken as the text: JSON would be read and written again for nothing.
    private static ColumnKind? KindOf(Type model, Type provider) =>
        model == typeof(DateTimeOffset) ? ColumnKind.Moment
        : model == typeof(List<string>) ? ColumnKind.Texts
        : provider == typeof(string) ? ColumnKind.Text
        : provider == typeof(bool) ? ColumnKind.Boolean
        : provider == typeof(Guid) ? ColumnKind.Guid
        : provider == typeof(byte[]) ? ColumnKind.Bytes
        : provider == typeof(int) || provider == typeof(long) || provider == typeof(short) || provider == typeof(byte) ? ColumnKind.Number
        : null;

    // By type, as the drivers hand them out: SQLite has fewer than the program, and SQL Server converts none by itself.
    private static Func<DbDataReader, int, object> ReaderOf(Type type) =>
        type == typeof(string) ? (reader, i) => reader.GetString(i)
        : type == typeof(bool) ? (reader, i) => reader.GetBoolean(i)
        : type == typeof(Guid) ? (reader, i) => reader.GetGuid(i)
        : type == typeof(int) ? (reader, i) => reader.GetInt32(i)
        : type == typeof(long) ? (reader, i) => reader.GetInt64(i)
        : type == typeof(byte[]) ? (reader, i) => reader.GetFieldValue<byte[]>(i)
        : type == typeof(DateTimeOffset) ? (reader, i) => reader.GetFieldValue<DateTimeOffset>(i)
        : type == typeof(List<string>) ? (reader, i) => reader.GetFieldValue<List<string>>(i)
        : (reader, i) => reader.GetValue(i);
}
