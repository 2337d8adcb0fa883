using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CaseFlow.Infrastructure.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Repair : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "migration_runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    from_id = table.Column<long>(type: "bigint", nullable: false),
                    to_id = table.Column<long>(type: "bigint", nullable: false),
                    mapping = table.Column<byte[]>(type: "bytea", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    locked_until = table.Column<long>(type: "bigint", nullable: false),
                    locked_by = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_migration_runs", x => x.id);
                    table.ForeignKey(
                        name: "fk_migration_runs_from_id",
                        column: x => x.from_id,
                        principalTable: "definition_versions",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_migration_runs_to_id",
                        column: x => x.to_id,
                        principalTable: "definition_versions",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "repairs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    batch_id = table.Column<long>(type: "bigint", nullable: false),
                    case_id = table.Column<long>(type: "bigint", nullable: false),
                    incident_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    element = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    detail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    refusal = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    actor_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_repairs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "migrated_cases",
                columns: table => new
                {
                    migration_id = table.Column<long>(type: "bigint", nullable: false),
                    case_id = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    obstacles = table.Column<byte[]>(type: "bytea", nullable: false),
                    before = table.Column<byte[]>(type: "bytea", nullable: false),
                    timers = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_migrated_cases", x => new { x.migration_id, x.case_id });
                    table.ForeignKey(
                        name: "fk_migrated_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_migrated_cases_migration_id",
                        column: x => x.migration_id,
                        principalTable: "migration_runs",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_migrated_cases_case_id",
                table: "migrated_cases",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_migrated_cases_migration_id_state_case_id",
                table: "migrated_cases",
                columns: new[] { "migration_id", "state", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_migration_runs_from_id",
                table: "migration_runs",
                column: "from_id");

            migrationBuilder.CreateIndex(
                name: "ix_migration_runs_state_id",
                table: "migration_runs",
                columns: new[] { "state", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_migration_runs_to_id",
                table: "migration_runs",
                column: "to_id");

            migrationBuilder.CreateIndex(
                name: "ix_repairs_batch_id",
                table: "repairs",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_repairs_case_id_at",
                table: "repairs",
                columns: new[] { "case_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_repairs_incident_id",
                table: "repairs",
                column: "incident_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "migrated_cases");

            migrationBuilder.DropTable(
                name: "repairs");

            migrationBuilder.DropTable(
                name: "migration_runs");
        }
    }
}
