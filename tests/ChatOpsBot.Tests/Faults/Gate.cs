using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace ChatOpsBot.Tests.Faults;

/// <summary>A call that the bot makes.</summary>
/// <param name="Path">Of its URL.</param>
/// <param name="Body">What it sends.</param>
internal sealed record GateCall(string Path, string Body);

/// <summary>What becomes of a call on its way.</summary>
internal abstract record Fate
{
    private Fate() { }

    /// <summary>Nothing happens to it.</summary>
    public sealed record Pass : Fate;

    /// <summary>It never gets there, and this is the answer.</summary>
    public sealed record Refuse(int Status, int? RetryAfter = null) : Fate;

    /// <summary>It is done, and this is the answer all the same.</summary>
    public sealed record DoneBut(int Status) : Fate;

    /// <summary>It is done, and the connection is cut before the answer.</summary>
    public sealed record DoneAndCut : Fate;
}

/// <summary>The way from the bot to a service, over HTTP: faults happen here, on the wire.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Uri _service;
    private readonly Func<GateCall, Fate> _fate;
    private readonly HttpClient _http = new();

    private Gate(WebApplication app, Uri service, Func<GateCall, Fate> fate) => (_app, _service, _fate) = (app, service, fate);

    public string Url => _app.Urls.First();

    /// <summary>What the service answers is shown to the bot as this makes it.</summary>
    public Func<string, string> Rewrite { get; set; } = answer => answer;

    public static async Task<Gate> OpenAsync(string service, Func<GateCall, Fate> fate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var gate = new Gate(builder.Build(), new Uri(service), fate);
        gate._app.Run(gate.HandleAsync);
        await gate._app.StartAsync(TestContext.Current.CancellationToken);
        return gate;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task HandleAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        switch (_fate(new(http.Request.Path, body)))
        {
            case Fate.Refuse refuse:
                http.Response.StatusCode = refuse.Status;
                if (refuse.RetryAfter is { } after) http.Response.Headers.RetryAfter = after.ToString(System.Globalization.CultureInfo.InvariantCulture);
                break;
            case Fate.DoneBut but:
                using (await PassAsync(http, body)) http.Response.StatusCode = but.Status;
                break;
            case Fate.DoneAndCut:
                using (await PassAsync(http, body)) http.Abort();
                break;
            default:
                using (var answer = await PassAsync(http, body))
                {
                    http.Response.StatusCode = (int)answer.StatusCode;
                    if (answer.Headers.RetryAfter is { } said) http.Response.Headers.RetryAfter = said.ToString();
                    http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
                    await http.Response.WriteAsync(Rewrite(await answer.Content.ReadAsStringAsync(http.RequestAborted)), http.RequestAborted);
                }
                break;
        }
    }

    // Once it is on its way it arrives, whatever becomes of the bot.
    private async Task<HttpResponseMessage> PassAsync(HttpContext http, string body)
    {
        using var request = new HttpRequestMessage(new(http.Request.Method), new Uri(_service, http.Request.GetEncodedPathAndQuery())) { Content = new StringContent(body) };
        request.Content.Headers.ContentType = http.Request.ContentType is { } type ? System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type) : null;
        if (http.Request.Headers.Authorization.ToString() is { Length: > 0 } token) request.Headers.TryAddWithoutValidation("Authorization", token);
        return await _http.SendAsync(request, CancellationToken.None);
    }
}
