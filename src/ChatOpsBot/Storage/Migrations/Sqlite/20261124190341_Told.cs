using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChatOpsBot.Host.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Told : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Told",
                table: "requests",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.CreateIndex(
                name: "IX_requests_Told_Id",
                table: "requests",
                columns: new[] { "Told", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_requests_Told_Id",
                table: "requests");

            migrationBuilder.DropColumn(
                name: "Told",
                table: "requests");
        }
    }
}
