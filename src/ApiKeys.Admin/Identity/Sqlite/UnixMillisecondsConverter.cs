using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ApiKeys.Admin.Identity.Sqlite;

/// <summary>SQLite can neither compare nor order a <see cref="DateTimeOffset"/>; milliseconds it can.</summary>
internal sealed class UnixMillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
