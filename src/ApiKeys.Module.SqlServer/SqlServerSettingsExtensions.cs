using ApiKeys.SqlServer;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Microsoft.EntityFrameworkCore;

/// <summary>What another context in the same SQL Server database needs, so that it shares connections with the module safely.</summary>
public static class SqlServerSettingsExtensions
{
    /// <summary>
    /// Sets the isolation level of a connection back before it returns to the pool, which SQL Server doesn't do. Lets the pool connect again at once after a failure
    /// (<c>Pool Blocking Period=NeverBlock</c>), unless the connection string says otherwise. Migrations create the database with <c>READ_COMMITTED_SNAPSHOT ON</c>, also when
    /// several nodes start at once, and their scripts run under <c>sqlcmd</c>.
    /// </summary>
    /// <param name="options">The options of the context.</param>
    public static DbContextOptionsBuilder AddSqlServerSettings(this DbContextOptionsBuilder options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.AddInterceptors(new SqlServerConnectionSettings()).ReplaceService<IMigrationsSqlGenerator, SqlServerScripts>();
    }
}
