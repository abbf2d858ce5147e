using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApiKeys.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EventsOfSubjects : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "key_title",
                table: "api_key_events",
                newName: "subject_title");

            migrationBuilder.RenameColumn(
                name: "key_id",
                table: "api_key_events",
                newName: "subject_id");

            migrationBuilder.RenameIndex(
                name: "IX_api_key_events_key_id_id",
                table: "api_key_events",
                newName: "IX_api_key_events_subject_id_id");

            // Not AlterColumn: SQLite can't, so EF would rebuild the table outside any transaction, and a process that dies then would leave half of it.
            migrationBuilder.Sql(
                """
                ALTER TABLE api_key_events ADD COLUMN key_type_or_null INTEGER NULL;
                UPDATE api_key_events SET key_type_or_null = key_type;
                ALTER TABLE api_key_events DROP COLUMN key_type;
                ALTER TABLE api_key_events RENAME COLUMN key_type_or_null TO key_type;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "subject_title",
                table: "api_key_events",
                newName: "key_title");

            migrationBuilder.RenameColumn(
                name: "subject_id",
                table: "api_key_events",
                newName: "key_id");

            migrationBuilder.RenameIndex(
                name: "IX_api_key_events_subject_id_id",
                table: "api_key_events",
                newName: "IX_api_key_events_key_id_id");

            migrationBuilder.AlterColumn<int>(
                name: "key_type",
                table: "api_key_events",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "INTEGER",
                oldNullable: true);
        }
    }
}
