using Microsoft.AspNetCore.Http.Features;

namespace ChatOpsBot.Host.Channels.Web.Serving;

/// <summary>Answers HEAD as GET without the content (RFC 9110, 9.3.2): components are mapped to GET alone, and a probe or a link
/// checker would be told 405.</summary>
internal static class HeadAsGet
{
    /// <summary>Adds it; routing has to come after it.</summary>
    public static void Use(IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await next(http);
            return;
        }
        var sent = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        http.Request.Method = HttpMethods.Get;
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        try
        {
            await next(http);
        }
        finally
        {
            http.Features.Set(sent);
            http.Request.Method = HttpMethods.Head;
        }
    });
}
