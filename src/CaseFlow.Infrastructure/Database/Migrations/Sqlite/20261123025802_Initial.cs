using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CaseFlow.Infrastructure.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "calendars",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    edition = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    first_year = table.Column<int>(type: "INTEGER", nullable: false),
                    last_year = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendars", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    service_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    process_key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    definition_id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<byte[]>(type: "BLOB", nullable: false),
                    history_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    intake_office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    outcome = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "data_protection_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    friendly_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    xml = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "definition_versions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    service_key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_definition_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "files",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "household_accounts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    number_key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    locality = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    notes = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    closed = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_household_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "incidents",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<int>(type: "INTEGER", nullable: false),
                    @ref = table.Column<long>(name: "ref", type: "INTEGER", nullable: false),
                    element = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    message = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    raised_at = table.Column<long>(type: "INTEGER", nullable: false),
                    resolved_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incidents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "key_blocks",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    next_key = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_key_blocks", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "number_serieses",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    series = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_number_serieses", x => new { x.office_id, x.series, x.year });
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    node = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    payload = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    next_at = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    locked_until = table.Column<long>(type: "INTEGER", nullable: false),
                    locked_by = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "personal_data_accesses",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_personal_data_accesses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "regions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    name_kk = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name_ru = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_regions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    normalized_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    concurrency_stamp = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "settings",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    value = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_settings", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    surname = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    patronymic = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    disabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_is_temporary = table.Column<bool>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", maxLength: 512, nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    phone_number = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<long>(type: "INTEGER", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_days",
                columns: table => new
                {
                    calendar_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    name_kk = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name_ru = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    transferred_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    basis = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    confidence = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    origin = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_days", x => new { x.calendar_id, x.no });
                    table.ForeignKey(
                        name: "fk_calendar_days_calendar_id",
                        column: x => x.calendar_id,
                        principalTable: "calendars",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "calendar_schedules",
                columns: table => new
                {
                    calendar_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    name_kk = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name_ru = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    week = table.Column<int>(type: "INTEGER", nullable: false),
                    hours = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    follows_transfers = table.Column<bool>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    origin = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_schedules", x => new { x.calendar_id, x.no });
                    table.ForeignKey(
                        name: "fk_calendar_schedules_calendar_id",
                        column: x => x.calendar_id,
                        principalTable: "calendars",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "application_documents",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    document_id = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    given = table.Column<bool>(type: "INTEGER", nullable: false),
                    returned = table.Column<bool>(type: "INTEGER", nullable: false),
                    file_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_application_documents", x => new { x.case_id, x.no });
                    table.ForeignKey(
                        name: "fk_application_documents_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "applications",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    locality_id = table.Column<long>(type: "INTEGER", nullable: false),
                    farm_address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    accepted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    accepted_by = table.Column<long>(type: "INTEGER", nullable: false),
                    package_complete = table.Column<bool>(type: "INTEGER", nullable: false),
                    pickup_at = table.Column<long>(type: "INTEGER", nullable: false),
                    public_token = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_applications", x => x.case_id);
                    table.ForeignKey(
                        name: "fk_applications_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "case_parties",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    role = table.Column<int>(type: "INTEGER", nullable: false),
                    surname = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    patronymic = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    iin = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    document_kind = table.Column<int>(type: "INTEGER", nullable: false),
                    document_number = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    document_issued_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    document_issued_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    document_valid_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    phones = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    power_number = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    power_issued_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    power_notary = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    power_scope = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    power_valid_until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_parties", x => new { x.case_id, x.no });
                    table.ForeignKey(
                        name: "fk_case_parties_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "case_texts",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    written_by = table.Column<long>(type: "INTEGER", nullable: false),
                    written_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_texts", x => new { x.case_id, x.key, x.no });
                    table.ForeignKey(
                        name: "fk_case_texts_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "deadlines",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    requirement_id = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    term = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    calendar_version = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    met_at = table.Column<long>(type: "INTEGER", nullable: true),
                    late = table.Column<bool>(type: "INTEGER", nullable: false),
                    explanation = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deadlines", x => new { x.case_id, x.requirement_id });
                    table.ForeignKey(
                        name: "fk_deadlines_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "history",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    trigger_id = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    actor_id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    why = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    events = table.Column<byte[]>(type: "BLOB", nullable: false),
                    previous_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_history", x => new { x.case_id, x.version });
                    table.ForeignKey(
                        name: "fk_history_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "subscriptions",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    element = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subscriptions", x => new { x.case_id, x.no });
                    table.ForeignKey(
                        name: "fk_subscriptions_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "timers",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    element = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    specification = table.Column<byte[]>(type: "BLOB", nullable: false),
                    counted_from = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    locked_until = table.Column<long>(type: "INTEGER", nullable: false),
                    locked_by = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_timers", x => new { x.case_id, x.no });
                    table.ForeignKey(
                        name: "fk_timers_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "work_items",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    element = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    assignee_id = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    done_by = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_items", x => new { x.case_id, x.no });
                    table.ForeignKey(
                        name: "fk_work_items_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "definition_files",
                columns: table => new
                {
                    definition_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    path = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_definition_files", x => new { x.definition_id, x.no });
                    table.ForeignKey(
                        name: "fk_definition_files_definition_id",
                        column: x => x.definition_id,
                        principalTable: "definition_versions",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "definitions_in_force",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    definition_id = table.Column<long>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<long>(type: "INTEGER", nullable: false),
                    valid_until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_definitions_in_force", x => x.id);
                    table.ForeignKey(
                        name: "fk_definitions_in_force_definition_id",
                        column: x => x.definition_id,
                        principalTable: "definition_versions",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "file_contents",
                columns: table => new
                {
                    file_id = table.Column<long>(type: "INTEGER", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_file_contents", x => x.file_id);
                    table.ForeignKey(
                        name: "fk_file_contents_file_id",
                        column: x => x.file_id,
                        principalTable: "files",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "letters",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    template = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    file_id = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_letters", x => x.id);
                    table.ForeignKey(
                        name: "fk_letters_file_id",
                        column: x => x.file_id,
                        principalTable: "files",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "household_animals",
                columns: table => new
                {
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_household_animals", x => new { x.account_id, x.kind });
                    table.ForeignKey(
                        name: "fk_household_animals_account_id",
                        column: x => x.account_id,
                        principalTable: "household_accounts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "household_changes",
                columns: table => new
                {
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    before = table.Column<byte[]>(type: "BLOB", nullable: false),
                    after = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_household_changes", x => new { x.account_id, x.version });
                    table.ForeignKey(
                        name: "fk_household_changes_account_id",
                        column: x => x.account_id,
                        principalTable: "household_accounts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "household_machines",
                columns: table => new
                {
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 150, nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_household_machines", x => new { x.account_id, x.no });
                    table.ForeignKey(
                        name: "fk_household_machines_account_id",
                        column: x => x.account_id,
                        principalTable: "household_accounts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "household_members",
                columns: table => new
                {
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    surname = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    patronymic = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    iin = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    relation = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    is_head = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_household_members", x => new { x.account_id, x.no });
                    table.ForeignKey(
                        name: "fk_household_members_account_id",
                        column: x => x.account_id,
                        principalTable: "household_accounts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "household_plots",
                columns: table => new
                {
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    cadastral_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    area_m2 = table.Column<long>(type: "INTEGER", nullable: false),
                    use = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_household_plots", x => new { x.account_id, x.no });
                    table.ForeignKey(
                        name: "fk_household_plots_account_id",
                        column: x => x.account_id,
                        principalTable: "household_accounts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "household_words",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    word = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_household_words", x => new { x.office_id, x.word, x.account_id, x.source });
                    table.ForeignKey(
                        name: "fk_household_words_account_id",
                        column: x => x.account_id,
                        principalTable: "household_accounts",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "offices",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    parent_id = table.Column<long>(type: "INTEGER", nullable: true),
                    region_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    schedule = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    name_kk = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    name_ru = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    area_kk = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    area_ru = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    area_en = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    address_kk = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    address_ru = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    address_en = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    head_title_kk = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    head_title_ru = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    head_title_en = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    invented = table.Column<bool>(type: "INTEGER", nullable: false),
                    printed = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    printed_lines = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    order_key = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    entry_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_offices", x => x.id);
                    table.ForeignKey(
                        name: "fk_offices_parent_id",
                        column: x => x.parent_id,
                        principalTable: "offices",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_offices_region_id",
                        column: x => x.region_id,
                        principalTable: "regions",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "role_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    role_id = table.Column<long>(type: "INTEGER", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_role_claims_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "access_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_id = table.Column<long>(type: "INTEGER", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    office_id = table.Column<long>(type: "INTEGER", nullable: true),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_access_changes_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "assignments",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assignments", x => new { x.user_id, x.no });
                    table.ForeignKey(
                        name: "fk_assignments_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    provider_key = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    provider_display_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "user_roles",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    role_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_roles", x => new { x.user_id, x.role_id });
                    table.ForeignKey(
                        name: "fk_user_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_user_roles_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    value = table.Column<string>(type: "TEXT", maxLength: 1024, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_user_tokens_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "case_party_words",
                columns: table => new
                {
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    word = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_party_words", x => new { x.case_id, x.no, x.word });
                    table.ForeignKey(
                        name: "fk_case_party_words_case_id_no",
                        columns: x => new { x.case_id, x.no },
                        principalTable: "case_parties",
                        principalColumns: new[] { "case_id", "no" });
                });

            migrationBuilder.CreateTable(
                name: "localities",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    office_id = table.Column<long>(type: "INTEGER", nullable: true),
                    name_kk = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    name_ru = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    order_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_localities", x => x.id);
                    table.ForeignKey(
                        name: "fk_localities_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "office_contacts",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    printed = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    normalised = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_office_contacts", x => new { x.office_id, x.no });
                    table.ForeignKey(
                        name: "fk_office_contacts_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "office_notes",
                columns: table => new
                {
                    office_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    detail = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_office_notes", x => new { x.office_id, x.no });
                    table.ForeignKey(
                        name: "fk_office_notes_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "locality_words",
                columns: table => new
                {
                    locality_id = table.Column<long>(type: "INTEGER", nullable: false),
                    no = table.Column<int>(type: "INTEGER", nullable: false),
                    word = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_locality_words", x => new { x.locality_id, x.no });
                    table.ForeignKey(
                        name: "fk_locality_words_locality_id",
                        column: x => x.locality_id,
                        principalTable: "localities",
                        principalColumn: "id");
                });

            migrationBuilder.InsertData(
                table: "key_blocks",
                columns: new[] { "name", "next_key" },
                values: new object[] { "keys", 1L });

            migrationBuilder.CreateIndex(
                name: "ix_access_changes_user_id_id",
                table: "access_changes",
                columns: new[] { "user_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_public_token",
                table: "applications",
                column: "public_token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_assignments_office_id_role",
                table: "assignments",
                columns: new[] { "office_id", "role" });

            migrationBuilder.CreateIndex(
                name: "ix_calendar_days_calendar_id_date",
                table: "calendar_days",
                columns: new[] { "calendar_id", "date" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_calendar_schedules_calendar_id_key",
                table: "calendar_schedules",
                columns: new[] { "calendar_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_calendars_key",
                table: "calendars",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_parties_iin_case_id",
                table: "case_parties",
                columns: new[] { "iin", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_party_words_word_case_id",
                table: "case_party_words",
                columns: new[] { "word", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_intake_office_id_started_at",
                table: "cases",
                columns: new[] { "intake_office_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_number",
                table: "cases",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "ix_cases_office_id_started_at",
                table: "cases",
                columns: new[] { "office_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_met_at_due_at",
                table: "deadlines",
                columns: new[] { "met_at", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_definition_files_definition_id_path",
                table: "definition_files",
                columns: new[] { "definition_id", "path" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_definition_versions_key_hash",
                table: "definition_versions",
                columns: new[] { "key", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_definition_versions_key_version",
                table: "definition_versions",
                columns: new[] { "key", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_definitions_in_force_definition_id",
                table: "definitions_in_force",
                column: "definition_id");

            migrationBuilder.CreateIndex(
                name: "ix_definitions_in_force_key_valid_from",
                table: "definitions_in_force",
                columns: new[] { "key", "valid_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_files_case_id",
                table: "files",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_history_trigger_id_case_id",
                table: "history",
                columns: new[] { "trigger_id", "case_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_household_accounts_office_id_number_key",
                table: "household_accounts",
                columns: new[] { "office_id", "number_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_household_members_iin_account_id",
                table: "household_members",
                columns: new[] { "iin", "account_id" });

            migrationBuilder.CreateIndex(
                name: "ix_household_words_account_id",
                table: "household_words",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_incidents_case_id_source_ref",
                table: "incidents",
                columns: new[] { "case_id", "source", "ref" });

            migrationBuilder.CreateIndex(
                name: "ix_incidents_resolved_at_id",
                table: "incidents",
                columns: new[] { "resolved_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_letters_case_id",
                table: "letters",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_letters_file_id",
                table: "letters",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_localities_code",
                table: "localities",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_localities_office_id",
                table: "localities",
                column: "office_id");

            migrationBuilder.CreateIndex(
                name: "ix_locality_words_word_locality_id",
                table: "locality_words",
                columns: new[] { "word", "locality_id" });

            migrationBuilder.CreateIndex(
                name: "ix_offices_code",
                table: "offices",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_offices_parent_id",
                table: "offices",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_offices_region_id_kind",
                table: "offices",
                columns: new[] { "region_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_case_id",
                table: "outbox",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_next_at_id",
                table: "outbox",
                columns: new[] { "next_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_personal_data_accesses_case_id_at",
                table: "personal_data_accesses",
                columns: new[] { "case_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_personal_data_accesses_user_id_at",
                table: "personal_data_accesses",
                columns: new[] { "user_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_regions_code",
                table: "regions",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_role_claims_role_id",
                table: "role_claims",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_roles_normalized_name",
                table: "roles",
                column: "normalized_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_subscriptions_kind_name_key",
                table: "subscriptions",
                columns: new[] { "kind", "name", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_timers_due_at_case_id_no",
                table: "timers",
                columns: new[] { "due_at", "case_id", "no" });

            migrationBuilder.CreateIndex(
                name: "ix_user_claims_user_id",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_logins_user_id",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_roles_role_id",
                table: "user_roles",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_users_normalized_email",
                table: "users",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "ix_users_normalized_user_name",
                table: "users",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_items_state_assignee_id_due_at_case_id_no",
                table: "work_items",
                columns: new[] { "state", "assignee_id", "due_at", "case_id", "no" });

            migrationBuilder.CreateIndex(
                name: "ix_work_items_state_office_id_role_due_at_case_id_no",
                table: "work_items",
                columns: new[] { "state", "office_id", "role", "due_at", "case_id", "no" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_changes");

            migrationBuilder.DropTable(
                name: "application_documents");

            migrationBuilder.DropTable(
                name: "applications");

            migrationBuilder.DropTable(
                name: "assignments");

            migrationBuilder.DropTable(
                name: "calendar_days");

            migrationBuilder.DropTable(
                name: "calendar_schedules");

            migrationBuilder.DropTable(
                name: "case_party_words");

            migrationBuilder.DropTable(
                name: "case_texts");

            migrationBuilder.DropTable(
                name: "data_protection_keys");

            migrationBuilder.DropTable(
                name: "deadlines");

            migrationBuilder.DropTable(
                name: "definition_files");

            migrationBuilder.DropTable(
                name: "definitions_in_force");

            migrationBuilder.DropTable(
                name: "file_contents");

            migrationBuilder.DropTable(
                name: "history");

            migrationBuilder.DropTable(
                name: "household_animals");

            migrationBuilder.DropTable(
                name: "household_changes");

            migrationBuilder.DropTable(
                name: "household_machines");

            migrationBuilder.DropTable(
                name: "household_members");

            migrationBuilder.DropTable(
                name: "household_plots");

            migrationBuilder.DropTable(
                name: "household_words");

            migrationBuilder.DropTable(
                name: "incidents");

            migrationBuilder.DropTable(
                name: "key_blocks");

            migrationBuilder.DropTable(
                name: "letters");

            migrationBuilder.DropTable(
                name: "locality_words");

            migrationBuilder.DropTable(
                name: "number_serieses");

            migrationBuilder.DropTable(
                name: "office_contacts");

            migrationBuilder.DropTable(
                name: "office_notes");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "personal_data_accesses");

            migrationBuilder.DropTable(
                name: "role_claims");

            migrationBuilder.DropTable(
                name: "settings");

            migrationBuilder.DropTable(
                name: "subscriptions");

            migrationBuilder.DropTable(
                name: "timers");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_roles");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "work_items");

            migrationBuilder.DropTable(
                name: "calendars");

            migrationBuilder.DropTable(
                name: "case_parties");

            migrationBuilder.DropTable(
                name: "definition_versions");

            migrationBuilder.DropTable(
                name: "household_accounts");

            migrationBuilder.DropTable(
                name: "files");

            migrationBuilder.DropTable(
                name: "localities");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "offices");

            migrationBuilder.DropTable(
                name: "regions");
        }
    }
}
