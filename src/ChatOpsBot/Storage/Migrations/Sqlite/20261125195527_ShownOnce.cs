using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ChatOpsBot.Host.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ShownOnce : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "OutboxItem",
                table: "messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_messages_OutboxItem",
                table: "messages",
                column: "OutboxItem",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_messages_OutboxItem",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "OutboxItem",
                table: "messages");
        }
    }
}
