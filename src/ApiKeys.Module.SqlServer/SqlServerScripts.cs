using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Update;

namespace ApiKeys.SqlServer;

/// <summary>
/// Makes scripts of migrations run under <c>sqlcmd</c> too, which turns <c>QUOTED_IDENTIFIER</c> off unless it is told otherwise. A table with a filtered index refuses to be made or
/// changed then.
/// </summary>
internal sealed class SqlServerScripts(MigrationsSqlGeneratorDependencies dependencies, ICommandBatchPreparer commandBatchPreparer)
    : SqlServerMigrationsSqlGenerator(dependencies, commandBatchPreparer)
{
    public override IReadOnlyList<MigrationCommand> Generate(
        IReadOnlyList<MigrationOperation> operations, IModel? model = null, MigrationsSqlGenerationOptions options = MigrationsSqlGenerationOptions.Default) =>
        options.HasFlag(MigrationsSqlGenerationOptions.Script) && operations.Count > 0
            ? base.Generate([new SqlOperation { Sql = "SET QUOTED_IDENTIFIER ON" }, .. operations], model, options)
            : base.Generate(operations, model, options);
}
