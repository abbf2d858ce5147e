using ApiKeys.ServerTests.Infrastructure;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ApiKeys.ServerTests.SqlServer;

/// <summary>The scripts of rights in docs/databases.md, as SQL Server's parser reads them. They have run on no server.</summary>
public sealed class SqlServerRightsTests
{
    [Theory]
    [InlineData("migrator on SQL Server", "db_ddladmin", "db_datareader", "db_datawriter")]
    [InlineData("server on SQL Server", "db_datareader", "db_datawriter")]
    public void Roles_of_a_user_are_given(string user, params string[] roles)
    {
        var (script, errors) = SqlServerSchema.Parse(DocumentedRights.Read(user));

        Assert.Empty(errors);
        var statements = script.Batches.SelectMany(batch => batch.Statements).Cast<AlterRoleStatement>();
        Assert.Equal(roles, statements.Select(statement => statement.Name.Value));
    }

    [Fact]
    public void Verifying_user_gets_rights_on_tables_and_columns_that_exist()
    {
        var (script, errors) = SqlServerSchema.Parse(DocumentedRights.Read("verifier"));
        Assert.Empty(errors);

        var reads = script.Batches.SelectMany(batch => batch.Statements).Cast<GrantStatement>().SelectMany(
            grant => grant.Permissions,
            (grant, permission) =>
                (Table: grant.SecurityTargetObject.ObjectName.MultiPartIdentifier.Identifiers[^1].Value, Columns: permission.Columns.Select(column => column.Value).ToList())).ToList();

        // A view finds what doesn't exist.
        Assert.Empty(SqlServerSchema.Validate(reads.Select((read, index) =>
            $"CREATE VIEW rights_{index} AS SELECT {(read.Columns.Count > 0 ? string.Join(", ", read.Columns.Select(column => $"[{column}]")) : "1 AS one")} FROM {read.Table}")));
        Assert.Contains(reads, read => read.Table == "apikeys_keys" && read.Columns.Contains("digest"));
    }
}
