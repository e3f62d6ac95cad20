using System.Net;
using System.Net.Http.Headers;

namespace ChatOpsBot.Tests.Channels.Web.SignIn;

/// <summary>A browser as far as a sign-in needs one: it keeps cookies by server and follows redirects, also through a proxy that ends TLS.</summary>
/// <param name="bot">Where the bot listens.</param>
/// <param name="proxied">The bot's name at the proxy, such as https://bot.example; null: there is no proxy.</param>
internal sealed class SignInBrowser(Uri bot, Uri? proxied = null) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Dictionary<string, Dictionary<string, string>> _cookies = [];

    /// <summary>The bot's address in this browser.</summary>
    public Uri Home => proxied ?? bot;

    /// <summary>Everything that the bot said about cookies.</summary>
    public List<string> BotCookies { get; } = [];

    /// <summary>The cookies that go to the bot.</summary>
    public Dictionary<string, string> Jar => Of(Home);

    /// <summary>What the browser says it reads.</summary>
    public string Language { get; set; } = "en";

    /// <summary>Goes to a page and wherever it leads.</summary>
    public async Task<Seen> GoAsync(string path)
    {
        var seen = await SendAsync(HttpMethod.Get, new Uri(Home, path));
        for (var hops = 0; seen.Location is { } next; hops++)
        {
            Assert.True(hops < 10, $"It goes on and on, now to {next}");
            seen = await SendAsync(HttpMethod.Get, next);
        }
        return seen;
    }

    /// <summary>One request and its answer, not followed.</summary>
    public Task<Seen> GetAsync(string path) => SendAsync(HttpMethod.Get, new Uri(Home, path));

    /// <summary>Presses a button of a form without fields.</summary>
    public Task<Seen> PostAsync(string path, string? origin = null) => SendAsync(HttpMethod.Post, new Uri(Home, path), origin ?? Home.GetLeftPart(UriPartial.Authority));

    /// <summary>Signs in as somebody who has an account at the provider, from a page of the bot.</summary>
    public async Task<Seen> SignInAsync(string name, string path = "/")
    {
        var choice = await GoAsync(path);
        return await GoAsync(choice.Link(name));
    }

    /// <summary>Another browser with the same cookies.</summary>
    public SignInBrowser Copy() => At(bot);

    /// <summary>The same after the bot came back at another address: to a browser it is the same site.</summary>
    public SignInBrowser At(Uri address)
    {
        var copy = new SignInBrowser(address, proxied);
        foreach (var (name, value) in Jar) copy.Jar[name] = value;
        return copy;
    }

    public void Dispose() => _http.Dispose();

    private async Task<Seen> SendAsync(HttpMethod method, Uri url, string? origin = null)
    {
        var isBot = url.Authority == Home.Authority;
        using var request = new HttpRequestMessage(method, isBot ? new Uri(bot.GetLeftPart(UriPartial.Authority) + url.PathAndQuery) : url);
        if (Of(url) is { Count: > 0 } sent) request.Headers.Add("Cookie", string.Join("; ", sent.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        request.Headers.Add("Accept-Language", Language);
        if (origin is not null) request.Headers.Add("Origin", origin);
        if (isBot && proxied is not null)
        {
            request.Headers.Host = proxied.Authority;
            request.Headers.Add("X-Forwarded-For", "203.0.113.7");
            request.Headers.Add("X-Forwarded-Proto", proxied.Scheme);
        }
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : []) Keep(url, cookie);
        return new(url, response.StatusCode, response.Headers.Location is { } to ? new Uri(url, to) : null, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers);
    }

    private void Keep(Uri url, string cookie)
    {
        if (url.Authority == Home.Authority) BotCookies.Add(cookie);
        var pair = cookie.Split(';')[0];
        var (name, value) = (pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        if (value.Length == 0) Of(url).Remove(name);
        else Of(url)[name] = value;
    }

    private Dictionary<string, string> Of(Uri url) => _cookies.TryGetValue(url.Authority, out var jar) ? jar : _cookies[url.Authority] = [];

    /// <summary>An answer.</summary>
    internal sealed record Seen(Uri Url, HttpStatusCode Status, Uri? Location, string Html, HttpResponseHeaders Headers)
    {
        /// <summary>Its words.</summary>
        public string Text => WebUtility.HtmlDecode(Html);

        /// <summary>A value of the query that it leads on with.</summary>
        public string Query(string name) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Location!.Query)[name].ToString();

        /// <summary>Where a link leads.</summary>
        public string Link(string label)
        {
            var end = Html.IndexOf($">{label}</a>", StringComparison.Ordinal);
            Assert.True(end > 0, $"{Url} has no link {label}: {Html}");
            var start = Html.LastIndexOf("href=\"", end, StringComparison.Ordinal) + 6;
            return new Uri(Url, WebUtility.HtmlDecode(Html[start..Html.IndexOf('"', start)])).AbsoluteUri;
        }
    }
}
