using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CaseFlow.Infrastructure.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Complaints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "annulled_at",
                table: "letters",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "annulled_by",
                table: "letters",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "case_links",
                columns: table => new
                {
                    from_case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    to_case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    linked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    linked_by = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_links", x => new { x.from_case_id, x.to_case_id, x.kind });
                    table.ForeignKey(
                        name: "fk_case_links_from_case_id",
                        column: x => x.from_case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "complaints",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    channel = table.Column<int>(type: "INTEGER", nullable: false),
                    service_case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    about_office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    about_user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    about_official = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    anonymous = table.Column<bool>(type: "INTEGER", nullable: false),
                    repeats_case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    postmarked_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    registered_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    registered_at = table.Column<long>(type: "INTEGER", nullable: false),
                    accepted_by = table.Column<long>(type: "INTEGER", nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    public_token = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    secret_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    wants_email = table.Column<bool>(type: "INTEGER", nullable: false),
                    verdict = table.Column<int>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    satisfied = table.Column<bool>(type: "INTEGER", nullable: false),
                    replied_at = table.Column<long>(type: "INTEGER", nullable: true),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true),
                    joined_to_case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    procedure_satisfies = table.Column<int>(type: "INTEGER", nullable: false),
                    terms_satisfy = table.Column<int>(type: "INTEGER", nullable: false),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_complaints", x => x.case_id);
                    table.ForeignKey(
                        name: "fk_complaints_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "dispatch_items",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    letter_id = table.Column<long>(type: "INTEGER", nullable: false),
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    purpose = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    addressee = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    list_id = table.Column<long>(type: "INTEGER", nullable: false),
                    tracking_number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    handed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dispatch_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_dispatch_items_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_dispatch_items_letter_id",
                        column: x => x.letter_id,
                        principalTable: "letters",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "journal_closures",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    series = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    last = table.Column<int>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_by = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal_closures", x => new { x.office_id, x.series, x.year });
                });

            migrationBuilder.CreateTable(
                name: "journal_entries",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    series = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal_entries", x => new { x.office_id, x.series, x.year, x.no });
                });

            migrationBuilder.CreateTable(
                name: "postal_lists",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    handed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    handed_by = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_postal_lists", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "task_drafts",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    saved_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_drafts", x => new { x.case_id, x.no, x.user_id, x.key });
                    table.ForeignKey(
                        name: "fk_task_drafts_case_id_no",
                        columns: x => new { x.case_id, x.no },
                        principalTable: "work_items",
                        principalColumns: new[] { "case_id", "no" });
                });

            migrationBuilder.CreateTable(
                name: "dispatch_steps",
                columns: table => new
                {
                    item_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_dispatch_steps", x => new { x.item_id, x.no });
                    table.ForeignKey(
                        name: "fk_dispatch_steps_item_id",
                        column: x => x.item_id,
                        principalTable: "dispatch_items",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_case_links_to_case_id",
                table: "case_links",
                column: "to_case_id");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_about_office_id_registered_on",
                table: "complaints",
                columns: new[] { "about_office_id", "registered_on" });

            migrationBuilder.CreateIndex(
                name: "ix_complaints_public_token",
                table: "complaints",
                column: "public_token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_complaints_service_case_id",
                table: "complaints",
                column: "service_case_id");

            migrationBuilder.CreateIndex(
                name: "ix_dispatch_items_case_id",
                table: "dispatch_items",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_dispatch_items_letter_id",
                table: "dispatch_items",
                column: "letter_id");

            migrationBuilder.CreateIndex(
                name: "ix_dispatch_items_list_id",
                table: "dispatch_items",
                column: "list_id");

            migrationBuilder.CreateIndex(
                name: "ix_dispatch_items_office_id_state_created_at",
                table: "dispatch_items",
                columns: new[] { "office_id", "state", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_journal_entries_case_id",
                table: "journal_entries",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_postal_lists_office_id_day",
                table: "postal_lists",
                columns: new[] { "office_id", "day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_links");

            migrationBuilder.DropTable(
                name: "complaints");

            migrationBuilder.DropTable(
                name: "dispatch_steps");

            migrationBuilder.DropTable(
                name: "journal_closures");

            migrationBuilder.DropTable(
                name: "journal_entries");

            migrationBuilder.DropTable(
                name: "postal_lists");

            migrationBuilder.DropTable(
                name: "task_drafts");

            migrationBuilder.DropTable(
                name: "dispatch_items");

            migrationBuilder.DropColumn(
                name: "annulled_at",
                table: "letters");

            migrationBuilder.DropColumn(
                name: "annulled_by",
                table: "letters");
        }
    }
}
