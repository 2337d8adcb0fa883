using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CaseFlow.Infrastructure.Database.Migrations.Sqlite
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
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    draft_id = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    package = table.Column<byte[]>(type: "BLOB", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    total = table.Column<int>(type: "INTEGER", nullable: false),
                    done = table.Column<int>(type: "INTEGER", nullable: false),
                    results = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<long>(type: "INTEGER", nullable: false),
                    locked_until = table.Column<long>(type: "INTEGER", nullable: false)
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
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    draft_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    script = table.Column<byte[]>(type: "BLOB", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false)
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
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    draft_id = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    package = table.Column<byte[]>(type: "BLOB", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    from = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false),
                    found = table.Column<int>(type: "INTEGER", nullable: false),
                    total = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    locked_until = table.Column<long>(type: "INTEGER", nullable: false)
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
                    what_if_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    verdict = table.Column<int>(type: "INTEGER", nullable: false),
                    is_late = table.Column<bool>(type: "INTEGER", nullable: false),
                    was_late = table.Column<bool>(type: "INTEGER", nullable: false),
                    element = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    detail = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
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
