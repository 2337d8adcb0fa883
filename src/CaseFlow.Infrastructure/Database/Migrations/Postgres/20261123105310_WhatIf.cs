using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CaseFlow.Infrastructure.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WhatIf : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "scenario_rounds",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    draft_id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    package = table.Column<byte[]>(type: "bytea", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    results = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: false),
                    locked_until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scenario_rounds", x => x.id);
                    table.ForeignKey(
                        name: "fk_scenario_rounds_draft_id",
                        column: x => x.draft_id,
                        principalTable: "drafts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "trials",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    draft_id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    script = table.Column<byte[]>(type: "bytea", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trials", x => x.id);
                    table.ForeignKey(
                        name: "fk_trials_draft_id",
                        column: x => x.draft_id,
                        principalTable: "drafts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "what_if_runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    draft_id = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    package = table.Column<byte[]>(type: "bytea", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false),
                    found = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    created_by = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    locked_until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_what_if_runs", x => x.id);
                    table.ForeignKey(
                        name: "fk_what_if_runs_draft_id",
                        column: x => x.draft_id,
                        principalTable: "drafts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "what_if_cases",
                columns: table => new
                {
                    what_if_id = table.Column<long>(type: "bigint", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    case_id = table.Column<long>(type: "bigint", nullable: false),
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    verdict = table.Column<int>(type: "integer", nullable: false),
                    is_late = table.Column<bool>(type: "boolean", nullable: false),
                    was_late = table.Column<bool>(type: "boolean", nullable: false),
                    element = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    detail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_what_if_cases", x => new { x.what_if_id, x.no });
                    table.ForeignKey(
                        name: "fk_what_if_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_what_if_cases_what_if_id",
                        column: x => x.what_if_id,
                        principalTable: "what_if_runs",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_scenario_rounds_draft_id",
                table: "scenario_rounds",
                column: "draft_id");

            migrationBuilder.CreateIndex(
                name: "ix_scenario_rounds_state",
                table: "scenario_rounds",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_trials_draft_id",
                table: "trials",
                column: "draft_id");

            migrationBuilder.CreateIndex(
                name: "ix_what_if_cases_case_id",
                table: "what_if_cases",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_what_if_cases_what_if_id_verdict",
                table: "what_if_cases",
                columns: new[] { "what_if_id", "verdict" });

            migrationBuilder.CreateIndex(
                name: "ix_what_if_runs_draft_id",
                table: "what_if_runs",
                column: "draft_id");

            migrationBuilder.CreateIndex(
                name: "ix_what_if_runs_state",
                table: "what_if_runs",
                column: "state");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "scenario_rounds");

            migrationBuilder.DropTable(
                name: "trials");

            migrationBuilder.DropTable(
                name: "what_if_cases");

            migrationBuilder.DropTable(
                name: "what_if_runs");
        }
    }
}
