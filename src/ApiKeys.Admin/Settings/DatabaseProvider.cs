namespace ApiKeys.Admin.Settings;

/// <summary>The database products that everything can be kept in.</summary>
internal enum DatabaseProvider
{
    /// <summary>Embedded: one file, one machine.</summary>
    Sqlite,

    /// <summary>Microsoft SQL Server, 2017 or later.</summary>
    SqlServer,

    /// <summary>PostgreSQL, 14 or later.</summary>
    PostgreSql,
}
