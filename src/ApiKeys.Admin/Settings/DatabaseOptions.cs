namespace ApiKeys.Admin.Settings;

/// <summary>Which database the product keeps everything in; the connection is <c>ConnectionStrings:ApiKeys</c>.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>The database product, one of <see cref="DatabaseProvider"/>, in any case.</summary>
    /// <value>The default is <c>Sqlite</c>, the embedded one.</value>
    public string Provider { get; set; } = nameof(DatabaseProvider.Sqlite);

    /// <summary>Whether a start brings the database to the shape this version needs. Without it, <c>migrate</c> has to have done that before.</summary>
    /// <value>The default is true.</value>
    public bool MigrateAtStart { get; set; } = true;
}
