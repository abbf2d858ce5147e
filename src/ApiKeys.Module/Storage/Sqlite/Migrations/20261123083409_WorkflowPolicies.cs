using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApiKeys.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class WorkflowPolicies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "attempts",
                table: "workflow_steps",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "compensation_error",
                table: "workflow_steps",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "started_at",
                table: "workflow_steps",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "IX_workflow_executions_ended_at",
                table: "workflow_executions",
                column: "ended_at");

            // Until here each row told of one attempt that began when it ended, and its error was the undo's.
            // Not AlterColumn: SQLite can't, so EF would rebuild the table outside any transaction, and a process that dies then would leave half of it.
            migrationBuilder.Sql(
                """
                ALTER TABLE workflow_steps ADD COLUMN done_at_or_null INTEGER NULL;
                UPDATE workflow_steps
                SET attempts = 1, started_at = done_at, done_at_or_null = done_at, compensation_error = error, error = NULL;
                ALTER TABLE workflow_steps DROP COLUMN done_at;
                ALTER TABLE workflow_steps RENAME COLUMN done_at_or_null TO done_at;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_workflow_executions_ended_at",
                table: "workflow_executions");

            migrationBuilder.DropColumn(
                name: "attempts",
                table: "workflow_steps");

            migrationBuilder.DropColumn(
                name: "compensation_error",
                table: "workflow_steps");

            migrationBuilder.DropColumn(
                name: "started_at",
                table: "workflow_steps");

            migrationBuilder.AlterColumn<long>(
                name: "done_at",
                table: "workflow_steps",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);
        }
    }
}
