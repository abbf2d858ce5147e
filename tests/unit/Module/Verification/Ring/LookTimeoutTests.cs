using System.Data.Common;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Module.Verification.Ring;

public sealed class LookTimeoutTests
{
    private const int Seconds = 5;

    // A server that doesn't answer must not keep the node from its next look. Only to read all keys may take longer.
    [Fact]
    public async Task Look_gives_each_command_five_seconds()
    {
        var timeouts = new Timeouts();
        await using var node = new TestModule(interceptor: timeouts);
        await node.LookAsync();
        await using var elsewhere = new TestModule(node.Path, node.Time);
        await elsewhere.CreateUnheardAsync(node);
        var first = timeouts.Commands.Count;

        await node.LookAsync();

        Assert.All(
            timeouts.Commands.Take(first).Where(command => !command.Text.Contains("apikeys_key", StringComparison.Ordinal)).Concat(timeouts.Commands.Skip(first)),
            command => Assert.Equal(Seconds, command.Timeout));
        Assert.Contains(timeouts.Commands.Take(first), command => command.Text.Contains("INSERT INTO apikeys_nodes", StringComparison.Ordinal));
        Assert.Contains(timeouts.Commands.Skip(first), command => command.Text.Contains("FROM apikeys_keys", StringComparison.Ordinal));
    }

    private sealed class Timeouts : DbCommandInterceptor
    {
        public List<(string Text, int Timeout)> Commands { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Commands.Add((command.Unquoted(), command.CommandTimeout));
            return new(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Commands.Add((command.Unquoted(), command.CommandTimeout));
            return new(result);
        }
    }
}
