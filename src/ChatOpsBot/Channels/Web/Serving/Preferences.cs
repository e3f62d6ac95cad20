using System.Globalization;
using ChatOpsBot.Core.Texts;
using Microsoft.Net.Http.Headers;

namespace ChatOpsBot.Host.Channels.Web.Serving;

/// <summary>How a browser wants the page: language and light as its own settings say or as its switches were set (cookies), and the
/// zone that its clock is in.</summary>
/// <param name="Locale">The language.</param>
/// <param name="Dark">True for dark, false for light, null for what the system wants.</param>
/// <param name="SystemIsDark">What the system wanted when the page last looked.</param>
/// <param name="Zone">The IANA zone; UTC until the page has told it.</param>
public sealed record Preferences(string Locale, bool? Dark, bool SystemIsDark, string Zone)
{
    private const string Path = "/preferences";

    /// <summary>Reads a request.</summary>
    internal static Preferences Of(HttpRequest request) => new(
        (request.Cookies["lang"] is { Length: > 0 } chosen ? Core.Texts.Locale.From(chosen) : Wanted(request)).Tag,
        request.Cookies["theme"] switch { "dark" => true, "light" => false, _ => null },
        request.Cookies["system-theme"] == "dark",
        request.Cookies["zone"] is { Length: > 0 and < 64 } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : "UTC");

    /// <summary>A link that sets one and comes back.</summary>
    public static string Link(string name, string value, string back) =>
        string.Create(CultureInfo.InvariantCulture, $"{Path}?{name}={Uri.EscapeDataString(value)}&back={Uri.EscapeDataString(back)}");

    /// <summary>Maps the switches.</summary>
    internal static IEndpointConventionBuilder Map(IEndpointRouteBuilder app) => app.MapGet(Path, (HttpContext http, string? lang, string? theme, string? back) =>
    {
        var cookie = new CookieOptions { Path = "/", MaxAge = TimeSpan.FromDays(365), SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax, IsEssential = true };
        if (lang is not null) http.Response.Cookies.Append("lang", Core.Texts.Locale.From(lang).Tag, cookie);
        if (theme is "dark" or "light") http.Response.Cookies.Append("theme", theme, cookie);
        return Results.LocalRedirect(OwnPath.Or(back, "/"));
    });

    private static Locale Wanted(HttpRequest request) => Core.Texts.Locale.From(
        (request.GetTypedHeaders().AcceptLanguage ?? []).OrderByDescending(language => language.Quality ?? 1).FirstOrDefault()?.Value.Value);
}
