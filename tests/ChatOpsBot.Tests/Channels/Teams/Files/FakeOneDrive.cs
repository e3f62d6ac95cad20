using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Channels.Teams.Files;

/// <summary>Where Teams keeps the files of personal chats, on loopback.</summary>
internal sealed class FakeOneDrive : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeOneDrive(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>What lies there.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>What was put, with its range.</summary>
    public List<(string Range, string Content)> Put { get; } = [];

    /// <summary>The status that uploads are answered with.</summary>
    public int Status { get; set; } = StatusCodes.Status201Created;

    /// <summary>Set when somebody asks for the file that never comes.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<FakeOneDrive> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.UseRouting();
        var drive = new FakeOneDrive(app);
        app.MapPut("/upload", drive.TakeAsync);
        app.MapGet("/files/{name}", drive.GiveAsync);
        app.MapGet("/silent", async (HttpContext http) =>
        {
            drive.Asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        });
        app.MapGet("/elsewhere", () => Results.Redirect(drive.Url + "/files/deploy.yaml"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return drive;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    // A session takes a whole file as one range: https://learn.microsoft.com/graph/api/driveitem-createuploadsession#upload-bytes-to-the-upload-session
    private async Task TakeAsync(HttpContext http)
    {
        using var body = new StreamReader(http.Request.Body, Encoding.UTF8);
        var content = await body.ReadToEndAsync(http.RequestAborted);
        if (http.Request.Headers.Authorization.Count > 0) http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else
        {
            lock (Put) Put.Add((http.Request.Headers.ContentRange.ToString(), content));
            http.Response.StatusCode = Status;
        }
    }

    private async Task GiveAsync(HttpContext http, string name)
    {
        if (Files.TryGetValue(name, out var content)) await http.Response.Body.WriteAsync(content, http.RequestAborted);
        else http.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
