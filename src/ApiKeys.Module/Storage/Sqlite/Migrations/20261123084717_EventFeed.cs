using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApiKeys.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EventFeed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "position",
                table: "api_key_events",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "event_deliveries",
                columns: table => new
                {
                    subscriber = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    next_attempt_at = table.Column<long>(type: "INTEGER", nullable: false),
                    error = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_deliveries", x => new { x.subscriber, x.position });
                });

            migrationBuilder.CreateTable(
                name: "event_feed",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_feed", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "event_subscribers",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true),
                    epoch = table.Column<int>(type: "INTEGER", nullable: false),
                    delivered_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_event_subscribers", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "scheduled_jobs",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    scheduled_for = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true),
                    epoch = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    error = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scheduled_jobs", x => x.name);
                });

            migrationBuilder.InsertData(
                table: "event_feed",
                columns: new[] { "id", "version" },
                values: new object[] { 1, 0L });

            // The events so far are numbered by their ids, which one process made in order.
            migrationBuilder.Sql(
                """
                UPDATE api_key_events SET position = numbered.position
                FROM (SELECT id, row_number() OVER (ORDER BY id) AS position FROM api_key_events) AS numbered
                WHERE numbered.id = api_key_events.id;
                UPDATE event_feed SET version = (SELECT count(*) FROM api_key_events);
                """);

            migrationBuilder.CreateIndex(
                name: "IX_api_key_events_position",
                table: "api_key_events",
                column: "position",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_event_deliveries_subscriber_subject_id_position",
                table: "event_deliveries",
                columns: new[] { "subscriber", "subject_id", "position" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "event_deliveries");

            migrationBuilder.DropTable(
                name: "event_feed");

            migrationBuilder.DropTable(
                name: "event_subscribers");

            migrationBuilder.DropTable(
                name: "scheduled_jobs");

            migrationBuilder.DropIndex(
                name: "IX_api_key_events_position",
                table: "api_key_events");

            migrationBuilder.DropColumn(
                name: "position",
                table: "api_key_events");
        }
    }
}
