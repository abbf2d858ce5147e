using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ApiKeys.Admin.Identity;

/// <summary>What columns are on a database server: as in the module's tables.</summary>
internal static class ServerColumns
{
    private const int MillisecondPrecision = 3;

    /// <param name="conventions">The context's.</param>
    /// <param name="collation">Compares text by its code units: Identity folds what is to ignore case before it stores it.</param>
    public static void UseServerColumns(this ModelConfigurationBuilder conventions, string collation)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcConverter>().HavePrecision(MillisecondPrecision);
        conventions.Properties<string>().UseCollation(collation);
    }

    // PostgreSQL's driver takes no other offset, and SQL Server would give back the one it was handed.
    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(time => time.ToUniversalTime(), time => time);
}
