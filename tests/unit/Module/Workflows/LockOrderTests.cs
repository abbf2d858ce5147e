using System.Data.Common;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>Transactions take locks in one order, so that none waits for another in a circle: the row of the feed, then everything else.</summary>
public sealed class LockOrderTests
{
    public static TheoryData<string, OperationSetting> Operations => OperationCase.In(OperationSetting.Alone, OperationSetting.InsideOneThatFails);

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Change_and_its_compensation_lock_the_feed_before_they_write_anything_else(string name, OperationSetting setting)
    {
        var writes = new Writes();
        var operation = OperationCase.Named(name);
        await using var module = new TestModule(interceptor: writes, configure: operation.RegisterOuter);
        var input = await operation.ArrangeAsync(module);
        writes.Start();

        await Record.ExceptionAsync(() => operation.RunAsync(module, input, setting));

        var withFeed = writes.ByTransaction.Where(tables => tables.Contains("apikeys_event_feed")).ToList();
        Assert.NotEmpty(withFeed);
        Assert.All(withFeed, tables => Assert.Equal("apikeys_event_feed", tables[0]));
    }

    private sealed class Writes : DbCommandInterceptor
    {
        private readonly Dictionary<DbTransaction, List<string>> _tables = new(ReferenceEqualityComparer.Instance);
        private bool _isOn;

        public IEnumerable<List<string>> ByTransaction => _tables.Values;

        public void Start() => _isOn = true;

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Note(command);
            return new(result);
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Note(command);
            return new(result);
        }

        private void Note(DbCommand command)
        {
            if (!_isOn || command.Transaction is not { } transaction)
            {
                return;
            }

            foreach (var line in command.Unquoted().Split('\n', StringSplitOptions.TrimEntries))
            {
                if (Table(line.Split(' ')) is { } table)
                {
                    (_tables.TryGetValue(transaction, out var tables) ? tables : _tables[transaction] = []).Add(table);
                }
            }
        }

        private static string? Table(string[] words) => words switch
        {
            ["UPDATE", var table, ..] => table,
            ["INSERT" or "DELETE", "INTO" or "FROM", var table, ..] => table,
            _ => null,
        };
    }
}
