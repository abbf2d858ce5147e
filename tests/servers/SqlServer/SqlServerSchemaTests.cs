using ApiKeys.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ApiKeys.ServerTests.SqlServer;

public sealed class SqlServerSchemaTests
{
    // https://learn.microsoft.com/sql/sql-server/maximum-capacity-specifications-for-sql-server
    private const int ClusteredKeyBytes = 900;
    private const int OtherKeyBytes = 1700;

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default, false)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent, false)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent, true)]
    public void Script_of_the_migrations_parses(MigrationsSqlGenerationOptions options, bool byNewest)
    {
        var sql = SqlServerSchema.MigrationScript(options);

        var (script, errors) = SqlServerSchema.Parse(sql, byNewest);

        Assert.Empty(errors);
        Assert.NotEmpty(script.Batches);
    }

    // sqlcmd turns quoted identifiers off, and a filtered index refuses to be made then. The setting holds from where it is parsed on, and for later batches.
    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void Script_turns_quoted_identifiers_on_before_it_makes_a_filtered_index(MigrationsSqlGenerationOptions options)
    {
        var sql = SqlServerSchema.MigrationScript(options);

        var setting = sql.IndexOf("SET QUOTED_IDENTIFIER ON", StringComparison.Ordinal);
        Assert.InRange(setting, 0, sql.IndexOf("CREATE TABLE [apikeys_", StringComparison.Ordinal));
    }

    [Fact]
    public void Tables_and_indexes_are_valid() => Assert.Empty(SqlServerSchema.Validate([]));

    [Fact]
    public void Check_finds_what_is_wrong()
    {
        const string view = "CREATE VIEW look AS SELECT k.id, k.no_such FROM apikeys_keys AS k";

        Assert.Contains(SqlServerSchema.Validate([view]), problem => problem.Contains("no_such", StringComparison.Ordinal));
        Assert.NotEmpty(SqlServerSchema.Parse("SELECT FROM WHERE").Errors);
        Assert.NotEmpty(SqlServerSchema.Validate([], table => table.Replace("[digest] binary(32)", "[digested] binary(32)", StringComparison.Ordinal)));
    }

    // One that is too long is only a warning when the index is made, and an error on the day a row has long values.
    [Fact]
    public void Keys_and_indexes_are_as_short_as_the_server_demands()
    {
        using var database = SqlServerApiKeysDbContextDesign.Open("Server=none");
        var entities = database.GetService<IDesignTimeModel>().Model.GetEntityTypes().ToList();

        var tooLong = entities.SelectMany(entity => entity.GetKeys()
                .Select(key => (Name: key.GetName(), Bytes: key.Properties.Sum(Bytes), Limit: key.IsPrimaryKey() ? ClusteredKeyBytes : OtherKeyBytes))
                .Concat(entity.GetIndexes().Select(index => (Name: index.GetDatabaseName(), Bytes: index.Properties.Sum(Bytes), Limit: OtherKeyBytes))))
            .Where(key => key.Bytes > key.Limit);

        Assert.Empty(tooLong);
    }

    private static int Bytes(IProperty property) => property.GetColumnType() switch
    {
        "int" => 4,
        "bigint" => 8,
        "bit" => 1,
        "datetimeoffset(3)" => 9,
        "uniqueidentifier" => 16,
        var type when type.StartsWith("nvarchar(", StringComparison.Ordinal) && property.GetMaxLength() is { } letters => 2 * letters,
        var type when type.StartsWith("binary(", StringComparison.Ordinal) => property.GetMaxLength()!.Value,
        var type => throw new InvalidOperationException($"{property.DeclaringType.DisplayName()}.{property.Name} is {type}: unfit for a key, or new here."),
    };
}
