using System.Text.RegularExpressions;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Workflows;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.ServerTests.SqlServer;

/// <summary>The order of locks in every operation on SQL Server and in its compensation, by the commands that are sent.</summary>
/// <remarks><see cref="OperationCoverageTests"/> requires an operation for each registered workflow.</remarks>
public sealed partial class SqlServerLockOrderTests
{
    private const string Feed = "apikeys_event_feed";

    public static TheoryData<string, OperationSetting> Operations =>
        [.. OperationCase.All.SelectMany(_ => new[] { OperationSetting.Alone, OperationSetting.InsideOneThatFails }, (c, setting) => (c.Name, setting))];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Change_and_its_compensation_lock_the_feed_before_they_write_anything_else(string name, OperationSetting setting)
    {
        var operation = OperationCase.Named(name);

        var (commands, _) = await RecordAsync(operation, setting);

        var withFeed = commands.Where(command => command.Transaction is not null).GroupBy(command => command.Transaction, command => command.Sql)
            .Select(transaction => transaction.SelectMany(WrittenTables).ToList()).Where(tables => tables.Contains(Feed)).ToList();
        Assert.All(withFeed, tables => Assert.Equal(Feed, tables[0]));
        Assert.All(withFeed, tables => Assert.Contains("apikeys_events", tables));
        Assert.InRange(withFeed.Count, setting == OperationSetting.InsideOneThatFails && operation.IsReversible ? 2 : 1, 2);
    }

    [Fact]
    public async Task Commands_of_all_operations_compile_against_the_schema()
    {
        HashSet<string> all = [];
        foreach (var operation in OperationCase.All)
        {
            all.UnionWith((await RecordAsync(operation, OperationSetting.InsideOneThatFails)).Procedures);
        }

        SqlServerQueriesTests.AssertCompile(RecordedSqlServer.ToScript(all));
    }

    // Of an update or a deletion with an alias, the table is named after it.
    [GeneratedRegex(@"(INSERT INTO|DELETE FROM( \[\w+\]\s+FROM)?|UPDATE(?= \[?apikeys)|UPDATE \[\w+\]\s+SET[^;]*?FROM) \[?(?<table>apikeys_\w+)")]
    private static partial Regex Written();

    private static IEnumerable<string> WrittenTables(string sql) => Written().Matches(sql).Select(match => match.Groups["table"].Value);

    private static async Task<(IReadOnlyList<(object? Transaction, string Sql)> Commands, IReadOnlyCollection<string> Procedures)> RecordAsync(
        OperationCase operation, OperationSetting setting)
    {
        var time = new FakeTimeProvider(TestModule.Start);
        using var server = new TranslatedSqlServer(time);
        await using var module = new TestModule(time: time, database: server, configure: operation.RegisterOuter);
        var input = await operation.ArrangeAsync(module);
        var before = server.Commands.Count;

        var failure = await Record.ExceptionAsync(() => operation.RunAsync(module, input, setting));

        Assert.Equal(setting == OperationSetting.Alone ? null : OperationCase.OuterFailure, failure?.Message);
        return ([.. server.Commands.Skip(before).Select(command => ((object?)command.Transaction, command.Sql))], server.Procedures);
    }
}
