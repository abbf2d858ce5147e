using ApiKeys.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.Admin.Transfer.Tables;

/// <summary>The tables of the module and of its host, taken from their models, so that none can be forgotten.</summary>
internal sealed class TransferPlan
{
    private TransferPlan(IEnumerable<TransferTable> tables)
    {
        All = InOrder([.. tables.OrderBy(table => table.Name, StringComparer.Ordinal)]);
        Moved = [.. All.Where(table => !table.StaysBehind)];
        ByName = Moved.ToDictionary(table => table.Name, StringComparer.Ordinal);
    }

    /// <summary>Every table, after those that its rows point to.</summary>
    public IReadOnlyList<TransferTable> All { get; }

    /// <summary>Those that are in the file, in the same order.</summary>
    public IReadOnlyList<TransferTable> Moved { get; }

    public IReadOnlyDictionary<string, TransferTable> ByName { get; }

    public static TransferPlan Of(ApiKeysDbContext module, HostTables? host)
    {
        if (host is not null && host.Context.Database.ProviderName != module.Database.ProviderName)
        {
            throw new ArgumentException("The host's tables are not in the database of the keys: its context is of another provider.", nameof(host));
        }

        return new TransferPlan(
            host is null
                ? TablesOf(module, ProcessState.FilledByStart, ProcessState.Entities)
                : TablesOf(module, ProcessState.FilledByStart, ProcessState.Entities)
                    .Concat(TablesOf(host.Context, [.. host.FilledByStart, .. host.StayingBehind], host.StayingBehind)));
    }

    private static IEnumerable<TransferTable> TablesOf(
        DbContext context, IReadOnlyCollection<Type> filledByStart, IReadOnlyCollection<Type> stayingBehind)
    {
        var sql = context.GetService<ISqlGenerationHelper>();
        return context.Model.GetRelationalModel().Tables.Select(table => new TransferTable(table, sql, filledByStart, stayingBehind));
    }

    private static List<TransferTable> InOrder(List<TransferTable> tables)
    {
        List<TransferTable> ordered = [];
        while (tables.Count > 0)
        {
            var next = tables.Find(table => table.References.All(name => !tables.Exists(other => other.Name == name)))
                ?? throw new NotSupportedException($"The tables {string.Join(", ", tables.Select(table => table.Name))} point to one another in a circle.");
            tables.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }
}
