using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ApiKeys.Storage;

/// <summary>
/// Stores moments as Unix milliseconds: SQLite has no type for them and can neither order nor compare EF's text form.
/// </summary>
internal sealed class UnixMillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
