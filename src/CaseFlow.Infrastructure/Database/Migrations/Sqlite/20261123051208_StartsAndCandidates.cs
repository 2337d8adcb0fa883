using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CaseFlow.Infrastructure.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StartsAndCandidates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "definition_id",
                table: "work_items",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "name",
                table: "work_items",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            // So far a case ran on one definition alone.
            migrationBuilder.Sql("UPDATE work_items SET definition_id = (SELECT definition_id FROM cases WHERE cases.id = work_items.case_id)");

            migrationBuilder.CreateTable(
                name: "definition_starts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    definition_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    element = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    specification = table.Column<byte[]>(type: "BLOB", nullable: false),
                    remaining = table.Column<int>(type: "INTEGER", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    locked_until = table.Column<long>(type: "INTEGER", nullable: false),
                    locked_by = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_definition_starts", x => x.id);
                    table.ForeignKey(
                        name: "fk_definition_starts_definition_id",
                        column: x => x.definition_id,
                        principalTable: "definition_versions",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_definition_starts_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "start_occurrences",
                columns: table => new
                {
                    trigger_id = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    element = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_start_occurrences", x => new { x.trigger_id, x.key, x.element });
                    table.ForeignKey(
                        name: "fk_start_occurrences_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "work_item_candidates",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    rank = table.Column<int>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_item_candidates", x => new { x.case_id, x.no, x.rank });
                    table.ForeignKey(
                        name: "fk_work_item_candidates_case_id_no",
                        columns: x => new { x.case_id, x.no },
                        principalTable: "work_items",
                        principalColumns: new[] { "case_id", "no" });
                });

            migrationBuilder.CreateIndex(
                name: "ix_definition_starts_definition_id",
                table: "definition_starts",
                column: "definition_id");

            migrationBuilder.CreateIndex(
                name: "ix_definition_starts_due_at_id",
                table: "definition_starts",
                columns: new[] { "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_definition_starts_key",
                table: "definition_starts",
                column: "key");

            migrationBuilder.CreateIndex(
                name: "ix_definition_starts_kind_name",
                table: "definition_starts",
                columns: new[] { "kind", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_definition_starts_office_id",
                table: "definition_starts",
                column: "office_id");

            migrationBuilder.CreateIndex(
                name: "ix_start_occurrences_case_id",
                table: "start_occurrences",
                column: "case_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "definition_starts");

            migrationBuilder.DropTable(
                name: "start_occurrences");

            migrationBuilder.DropTable(
                name: "work_item_candidates");

            migrationBuilder.DropColumn(
                name: "definition_id",
                table: "work_items");

            migrationBuilder.DropColumn(
                name: "name",
                table: "work_items");
        }
    }
}
