using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApiKeys.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "apikeys_callers",
                columns: table => new
                {
                    key_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    is_accepted = table.Column<bool>(type: "bit", nullable: false),
                    address = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    user_agent = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    route = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    code = table.Column<int>(type: "int", nullable: false),
                    first_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    last_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_callers", x => new { x.key_id, x.is_accepted, x.address, x.user_agent });
                });

            migrationBuilder.CreateTable(
                name: "apikeys_event_deliveries",
                columns: table => new
                {
                    subscriber = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    subject_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    state = table.Column<int>(type: "int", nullable: false),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    next_attempt_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    error = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_event_deliveries", x => new { x.subscriber, x.position });
                });

            migrationBuilder.CreateTable(
                name: "apikeys_event_feed",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_event_feed", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "apikeys_event_subscribers",
                columns: table => new
                {
                    name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    lease_until = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    epoch = table.Column<int>(type: "int", nullable: false),
                    delivered_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_event_subscribers", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "apikeys_events",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    subject_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    subject_title = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    key_type = table.Column<int>(type: "int", nullable: true),
                    action = table.Column<int>(type: "int", nullable: false),
                    actor = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    execution_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    facts = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    search_text = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "apikeys_key_time",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false),
                    covered_until = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_key_time", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "apikeys_keys",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    type = table.Column<int>(type: "int", nullable: false),
                    title = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    description = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    digest = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: false),
                    digest_version = table.Column<int>(type: "int", nullable: false),
                    redacted = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    public_token = table.Column<string>(type: "nvarchar(73)", maxLength: 73, nullable: true, collation: "Latin1_General_100_BIN2"),
                    scopes = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    search_text = table.Column<string>(type: "nvarchar(441)", maxLength: 441, nullable: false, collation: "Latin1_General_100_BIN2"),
                    activated_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    expiry_warned_days = table.Column<int>(type: "int", nullable: true),
                    revoked_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    revoked_by = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    revoke_reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    replaces_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    replaced_ends_after = table.Column<long>(type: "bigint", nullable: true),
                    last_used_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    idle_warned_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    created_by = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    owned_by = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "apikeys_nodes",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    applied_version = table.Column<long>(type: "bigint", nullable: false),
                    applied_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    lease_until = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    trust_milliseconds = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_nodes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "apikeys_policies",
                columns: table => new
                {
                    kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    value = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2"),
                    changed_by = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_policies", x => x.kind);
                });

            migrationBuilder.CreateTable(
                name: "apikeys_revocation_receipts",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    key_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    revoked_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    nodes = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_revocation_receipts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "apikeys_sales_channels",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    description = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    is_disabled = table.Column<bool>(type: "bit", nullable: false),
                    metadata = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    search_text = table.Column<string>(type: "nvarchar(2401)", maxLength: 2401, nullable: false, collation: "Latin1_General_100_BIN2"),
                    created_by = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    deleted_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    version = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_sales_channels", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "apikeys_scheduled_jobs",
                columns: table => new
                {
                    name = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: false, collation: "Latin1_General_100_BIN2"),
                    scheduled_for = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    lease_until = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    epoch = table.Column<int>(type: "int", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    failures = table.Column<int>(type: "int", nullable: false),
                    error = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_scheduled_jobs", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "apikeys_store_probe",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false),
                    writes = table.Column<long>(type: "bigint", nullable: false),
                    filler = table.Column<byte[]>(type: "varbinary(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_store_probe", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "apikeys_uses",
                columns: table => new
                {
                    key_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    hour = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    code = table.Column<int>(type: "int", nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_uses", x => new { x.key_id, x.hour, x.code });
                });

            migrationBuilder.CreateTable(
                name: "apikeys_workflow_executions",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    workflow = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    transaction_id = table.Column<string>(type: "nvarchar(255)", maxLength: 255, nullable: true, collation: "Latin1_General_100_BIN2"),
                    input_digest = table.Column<byte[]>(type: "binary(32)", fixedLength: true, maxLength: 32, nullable: true),
                    state = table.Column<int>(type: "int", nullable: false),
                    started_by = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    epoch = table.Column<int>(type: "int", nullable: false),
                    error = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_workflow_executions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "apikeys_key_sales_channels",
                columns: table => new
                {
                    key_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    channel_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    linked_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    unlinked_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    execution_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_key_sales_channels", x => new { x.key_id, x.channel_id });
                    table.ForeignKey(
                        name: "FK_apikeys_key_sales_channels_apikeys_keys_key_id",
                        column: x => x.key_id,
                        principalTable: "apikeys_keys",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_apikeys_key_sales_channels_apikeys_sales_channels_channel_id",
                        column: x => x.channel_id,
                        principalTable: "apikeys_sales_channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "apikeys_workflow_steps",
                columns: table => new
                {
                    execution_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    sequence = table.Column<int>(type: "int", nullable: false),
                    step = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    state = table.Column<int>(type: "int", nullable: false),
                    undo = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    error = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    compensated_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", precision: 3, nullable: true),
                    compensation_attempts = table.Column<int>(type: "int", nullable: false),
                    compensation_error = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_apikeys_workflow_steps", x => new { x.execution_id, x.sequence });
                    table.ForeignKey(
                        name: "FK_apikeys_workflow_steps_apikeys_workflow_executions_execution_id",
                        column: x => x.execution_id,
                        principalTable: "apikeys_workflow_executions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "apikeys_event_feed",
                columns: new[] { "id", "version" },
                values: new object[] { 1, 0L });

            migrationBuilder.InsertData(
                table: "apikeys_key_time",
                columns: new[] { "id", "covered_until" },
                values: new object[] { 1, new DateTimeOffset(new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)) });

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_callers_is_accepted_last_at",
                table: "apikeys_callers",
                columns: new[] { "is_accepted", "last_at" });

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_event_deliveries_subscriber_subject_id_position",
                table: "apikeys_event_deliveries",
                columns: new[] { "subscriber", "subject_id", "position" });

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_events_execution_id",
                table: "apikeys_events",
                column: "execution_id");

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_events_position",
                table: "apikeys_events",
                column: "position",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_events_subject_id_id",
                table: "apikeys_events",
                columns: new[] { "subject_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_key_sales_channels_channel_id",
                table: "apikeys_key_sales_channels",
                column: "channel_id");

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_keys_digest",
                table: "apikeys_keys",
                column: "digest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_keys_expires_at",
                table: "apikeys_keys",
                column: "expires_at",
                filter: "ended_at IS NULL AND deleted_at IS NULL AND expires_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_keys_list",
                table: "apikeys_keys",
                columns: new[] { "deleted_at", "created_at", "id", "type", "activated_at", "expires_at", "revoked_at", "ended_at", "updated_at", "last_used_at", "created_by", "owned_by", "search_text" });

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_keys_replaces_id",
                table: "apikeys_keys",
                column: "replaces_id");

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_keys_revoked_at",
                table: "apikeys_keys",
                column: "revoked_at",
                filter: "ended_at IS NULL AND deleted_at IS NULL AND revoked_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_keys_search",
                table: "apikeys_keys",
                columns: new[] { "deleted_at", "search_text", "id", "type", "activated_at", "expires_at", "revoked_at", "ended_at", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_revocation_receipts_completed_at",
                table: "apikeys_revocation_receipts",
                column: "completed_at");

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_revocation_receipts_key_id",
                table: "apikeys_revocation_receipts",
                column: "key_id");

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_uses_hour",
                table: "apikeys_uses",
                column: "hour");

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_workflow_executions_ended_at",
                table: "apikeys_workflow_executions",
                column: "ended_at");

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_workflow_executions_state_lease_until",
                table: "apikeys_workflow_executions",
                columns: new[] { "state", "lease_until" });

            migrationBuilder.CreateIndex(
                name: "IX_apikeys_workflow_executions_workflow_started_by_transaction_id",
                table: "apikeys_workflow_executions",
                columns: new[] { "workflow", "started_by", "transaction_id" },
                unique: true,
                filter: "[transaction_id] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "apikeys_callers");

            migrationBuilder.DropTable(
                name: "apikeys_event_deliveries");

            migrationBuilder.DropTable(
                name: "apikeys_event_feed");

            migrationBuilder.DropTable(
                name: "apikeys_event_subscribers");

            migrationBuilder.DropTable(
                name: "apikeys_events");

            migrationBuilder.DropTable(
                name: "apikeys_key_sales_channels");

            migrationBuilder.DropTable(
                name: "apikeys_key_time");

            migrationBuilder.DropTable(
                name: "apikeys_nodes");

            migrationBuilder.DropTable(
                name: "apikeys_policies");

            migrationBuilder.DropTable(
                name: "apikeys_revocation_receipts");

            migrationBuilder.DropTable(
                name: "apikeys_scheduled_jobs");

            migrationBuilder.DropTable(
                name: "apikeys_store_probe");

            migrationBuilder.DropTable(
                name: "apikeys_uses");

            migrationBuilder.DropTable(
                name: "apikeys_workflow_steps");

            migrationBuilder.DropTable(
                name: "apikeys_keys");

            migrationBuilder.DropTable(
                name: "apikeys_sales_channels");

            migrationBuilder.DropTable(
                name: "apikeys_workflow_executions");
        }
    }
}
