using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.PostgreSql;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.SqlServer;
using ApiKeys.Admin.Identity.Sqlite;
using ApiKeys.Admin.Transfer;
using ApiKeys.Admin.Transfer.Files;
using ApiKeys.Admin.Transfer.Tables;
using ApiKeys.PostgreSql;
using ApiKeys.SqlServer;
using ApiKeys.Sqlite;
using ApiKeys.Storage;
using ApiKeys.Verification.Nodes;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Transfer;

public sealed class TransferPlanTests
{
    // A column of a type without a form in the file fails here too, when the plan is made.
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    [InlineData("SqlServer")]
    public void Every_entity_moves_or_stays_for_a_reason(string provider)
    {
        using var module = Module(provider);
        using var host = Host(provider);

        var plan = TransferPlan.Of(module, TransferCommands.Tables(host));

        var entities = module.Model.GetEntityTypes().Concat(host.Model.GetEntityTypes());
        var staying = entities.Where(entity => !plan.ByName.ContainsKey(entity.GetTableName() ?? "")).Select(entity => entity.ClrType);
        Assert.Equal(
            [nameof(DataProtectionKey), nameof(NodeRecord), nameof(StoreProbeRecord), nameof(UserSession)],
            staying.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Tables_and_columns_are_the_same_on_every_provider()
    {
        var headers = new[] { "Sqlite", "PostgreSql", "SqlServer" }.Select(provider =>
        {
            using var module = Module(provider);
            using var host = Host(provider);
            return string.Join('\n', TransferHeader.Of(TransferPlan.Of(module, TransferCommands.Tables(host)), null, default).Tables
                .Select(table => $"{table.Name}: {string.Join(", ", table.Columns)}"));
        }).ToList();

        Assert.Equal(headers[0], headers[1]);
        Assert.Equal(headers[0], headers[2]);
    }

    [Fact]
    public void Rows_come_after_those_that_they_point_to()
    {
        using var module = Module("Sqlite");
        using var host = Host("Sqlite");

        var order = TransferPlan.Of(module, TransferCommands.Tables(host)).All.ToList();

        Assert.All(order, table => Assert.All(
            table.References, name => Assert.InRange(order.FindIndex(other => other.Name == name), 0, order.IndexOf(table) - 1)));
        Assert.Contains(order, table => table.References.Count > 0);
    }

    private static ApiKeysDbContext Module(string provider) => provider switch
    {
        "PostgreSql" => PostgreSqlApiKeysDbContextDesign.Open("Host=nowhere"),
        "SqlServer" => SqlServerApiKeysDbContextDesign.Open("Server=nowhere"),
        _ => SqliteApiKeysDbContextDesign.Open("Data Source=nowhere.db"),
    };

    private static AdminDbContext Host(string provider) => provider switch
    {
        "PostgreSql" => new PostgreSqlAdminDbContextDesign().CreateDbContext([]),
        "SqlServer" => new SqlServerAdminDbContextDesign().CreateDbContext([]),
        _ => new SqliteAdminDbContextDesign().CreateDbContext([]),
    };
}
