using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Update;

namespace ApiKeys.Sqlite;

/// <summary>Saves all changes of a context in one command. EF Core's provider for SQLite sends one for each row.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "EF Core makes it.")]
internal sealed class SqliteBatches(ModificationCommandBatchFactoryDependencies dependencies) : IModificationCommandBatchFactory
{
    // SQLite takes 32,766 parameters in a statement; a batch is many statements. This only bounds the text of one command.
    private const int MostRows = 100;

    public ModificationCommandBatch Create() => new Batch(dependencies);

    private sealed class Batch(ModificationCommandBatchFactoryDependencies dependencies) : AffectedCountModificationCommandBatch(dependencies, MostRows)
    {
        // Also for one row: only of a commit it is known whether it may have taken effect.
        public override bool RequiresTransaction => true;
    }
}
