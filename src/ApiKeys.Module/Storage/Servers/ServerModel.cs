using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Storage.Servers;

/// <summary>What columns are on a database server.</summary>
internal static class ServerModel
{
    // Whole milliseconds, like every other provider; see ClockRounding.AsStored.
    private const int MillisecondPrecision = 3;

    /// <param name="conventions">The context's.</param>
    /// <param name="collation">
    /// Orders and compares text by its code units, as SQLite and the program do: ids sort by their time, a digest in letters is exact, and what is to ignore
    /// case was folded by us before it was stored.
    /// </param>
    public static void UseServerColumns(this ModelConfigurationBuilder conventions, string collation)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcConverter>().HavePrecision(MillisecondPrecision);
        conventions.Properties<string>().UseCollation(collation);
    }
}
