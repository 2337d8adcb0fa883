using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CaseFlow.Infrastructure.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Lookups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_dispatch_items_tracking_number",
                table: "dispatch_items",
                column: "tracking_number");

            migrationBuilder.CreateIndex(
                name: "ix_complaints_joined_to_case_id",
                table: "complaints",
                column: "joined_to_case_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_dispatch_items_tracking_number",
                table: "dispatch_items");

            migrationBuilder.DropIndex(
                name: "ix_complaints_joined_to_case_id",
                table: "complaints");
        }
    }
}
