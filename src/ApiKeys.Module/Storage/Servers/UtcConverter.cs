using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ApiKeys.Storage.Servers;

/// <summary>
/// Brings moments to UTC on their way in: PostgreSQL's driver takes no other offset, and SQL Server would give back the one it was handed.
/// </summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(time => time.ToUniversalTime(), time => time);
