using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CaseFlow.Infrastructure.Database.Migrations.Postgres
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
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "annulled_by",
                table: "letters",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "case_links",
                columns: table => new
                {
                    from_case_id = table.Column<long>(type: "bigint", nullable: false),
                    to_case_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    linked_at = table.Column<long>(type: "bigint", nullable: false),
                    linked_by = table.Column<long>(type: "bigint", nullable: false)
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
                    case_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    channel = table.Column<int>(type: "integer", nullable: false),
                    service_case_id = table.Column<long>(type: "bigint", nullable: false),
                    about_office_id = table.Column<long>(type: "bigint", nullable: false),
                    about_user_id = table.Column<long>(type: "bigint", nullable: false),
                    about_official = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    anonymous = table.Column<bool>(type: "boolean", nullable: false),
                    repeats_case_id = table.Column<long>(type: "bigint", nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false, collation: "C"),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    postmarked_on = table.Column<DateOnly>(type: "date", nullable: true),
                    registered_on = table.Column<DateOnly>(type: "date", nullable: false),
                    registered_at = table.Column<long>(type: "bigint", nullable: false),
                    accepted_by = table.Column<long>(type: "bigint", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    public_token = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false, collation: "C"),
                    secret_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    wants_email = table.Column<bool>(type: "boolean", nullable: false),
                    verdict = table.Column<int>(type: "integer", nullable: false),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    satisfied = table.Column<bool>(type: "boolean", nullable: false),
                    replied_at = table.Column<long>(type: "bigint", nullable: true),
                    withdrawn_at = table.Column<long>(type: "bigint", nullable: true),
                    joined_to_case_id = table.Column<long>(type: "bigint", nullable: false),
                    procedure_satisfies = table.Column<int>(type: "integer", nullable: false),
                    terms_satisfy = table.Column<int>(type: "integer", nullable: false),
                    answered_at = table.Column<long>(type: "bigint", nullable: true)
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
                    id = table.Column<long>(type: "bigint", nullable: false),
                    case_id = table.Column<long>(type: "bigint", nullable: false),
                    letter_id = table.Column<long>(type: "bigint", nullable: false),
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    purpose = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    addressee = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    address = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    list_id = table.Column<long>(type: "bigint", nullable: false),
                    tracking_number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    handed_at = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
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
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    series = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: false),
                    closed_by = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal_closures", x => new { x.office_id, x.series, x.year });
                });

            migrationBuilder.CreateTable(
                name: "journal_entries",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    series = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    year = table.Column<int>(type: "integer", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    case_id = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_by = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal_entries", x => new { x.office_id, x.series, x.year, x.no });
                });

            migrationBuilder.CreateTable(
                name: "postal_lists",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    office_id = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    handed_at = table.Column<long>(type: "bigint", nullable: false),
                    handed_by = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_postal_lists", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "task_drafts",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "bigint", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    text = table.Column<string>(type: "character varying(10000)", maxLength: 10000, nullable: false, collation: "C"),
                    saved_at = table.Column<long>(type: "bigint", nullable: false)
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
                    item_id = table.Column<long>(type: "bigint", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    by = table.Column<long>(type: "bigint", nullable: false),
                    note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C")
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
