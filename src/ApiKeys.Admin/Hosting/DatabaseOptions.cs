namespace ApiKeys.Admin.Hosting;

/// <summary>Which database the product keeps everything in; the connection is <c>ConnectionStrings:ApiKeys</c>.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    public const string Sqlite = "Sqlite";

    /// <summary>The database product, in any case.</summary>
    /// <value>The default is <c>Sqlite</c>, the embedded one.</value>
    public string Provider { get; set; } = Sqlite;
}
