using ChatOpsBot.Host.Channels.Web.Page;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatOpsBot.Host.Channels.Web.Serving;

/// <summary>A page that says one thing, to people who have no window yet.</summary>
internal static class Notice
{
    /// <summary>Writes it, in the language that the browser wants.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="kind">Which: the texts are web.notice.KIND.title and .text.</param>
    /// <param name="onward">Where the browser goes next by itself; null: nowhere.</param>
    public static Task WriteAsync(HttpContext http, int status, string kind, string? onward = null)
    {
        http.Response.Headers.CacheControl = "no-store";
        var page = new RazorComponentResult<NoticePage>(new Dictionary<string, object?>
        {
            [nameof(NoticePage.Preferences)] = Preferences.Of(http.Request),
            [nameof(NoticePage.Kind)] = kind,
            [nameof(NoticePage.Onward)] = onward,
        })
        { StatusCode = status };
        return page.ExecuteAsync(http);
    }
}
