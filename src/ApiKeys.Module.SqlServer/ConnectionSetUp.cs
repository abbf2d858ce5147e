using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.SqlServer;

/// <summary>Changes each connection that EF Core makes, before it is opened.</summary>
internal sealed class ConnectionSetUp(Action<SqlConnection> configure) : DbConnectionInterceptor
{
    public override DbConnection ConnectionCreated(ConnectionCreatedEventData eventData, DbConnection result)
    {
        configure((SqlConnection)result);
        return result;
    }
}
