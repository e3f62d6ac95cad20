using System.Globalization;
using System.Net.Mime;
using System.Text;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Host.Channels.Web.Rooms;
using ChatOpsBot.Host.Channels.Web.Visitors;

namespace ChatOpsBot.Host.Channels.Web.Serving;

/// <summary>A part of a message as a file: a whole table, a whole log, what is attached.</summary>
internal static class FileEndpoint
{
    /// <summary>The address of a part's file.</summary>
    public static string Link(RoomMessage message, int part, string? room, string? persona) =>
        string.Create(CultureInfo.InvariantCulture, $"/files/{message.Id}/{part}?room={Uri.EscapeDataString(room ?? "")}&as={Uri.EscapeDataString(persona ?? "")}");

    /// <summary>Maps GET /files/MESSAGE/PART.</summary>
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder app) => app.MapGet(
        "/files/{message:long}/{part:int}",
        async (HttpContext http, long message, int part, string? room, VisitorDesk desk, RoomAddress rooms, IRoomLog log) =>
        {
            if (desk.Of(http.Request.Query["as"], http.User) is not { IsKnown: true } visitor || rooms.Of(string.IsNullOrEmpty(room) ? null : room, visitor) is not { } where) return Results.NotFound();
            var found = await log.FindAsync(where, message, http.RequestAborted);
            return found?.Reply?.Parts.ElementAtOrDefault(part) is { } wanted && File(wanted) is var (name, type, content)
                ? Results.File(Encoding.UTF8.GetBytes(content), type, name)
                : Results.NotFound();
        });

    private static (string Name, string Type, string Content)? File(ReplyPart part) => part switch
    {
        Attachment attachment => (attachment.FileName, Safe(attachment.MediaType), attachment.Content),
        Code code => (code.FileName ?? $"output.{Extension(code.Language)}", MediaTypeNames.Text.Plain, code.Text),
        Table table => ("table.txt", MediaTypeNames.Text.Plain, PlainText.Render(
            new Reply { Title = "", Parts = [table] }, new(Core.Texts.Locale.English, TimeZoneInfo.Utc, default), null).TrimStart()),
        _ => null,
    };

    // A file is saved and never shown, but a browser's guess should not depend on that alone.
    private static string Safe(string type) => type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) ? MediaTypeNames.Text.Plain : type;

    private static string Extension(string? language) => language switch { "yaml" => "yaml", "json" => "json", "log" => "log", _ => "txt" };
}
