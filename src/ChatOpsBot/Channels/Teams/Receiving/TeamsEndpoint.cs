using ChatOpsBot.Host.Channels.Loopback;
using ChatOpsBot.Host.Channels.Teams.Authentication;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Channels.Teams.Receiving;

/// <summary>POST /api/messages: lets in what may come in, has it recorded, and says in a sentence why anything else is refused.</summary>
internal sealed partial class TeamsEndpoint(TeamsAdapter adapter, IOptions<TeamsOptions> options, ILogger<TeamsEndpoint> logger)
{
    /// <summary>The largest activity. Teams' own messages end at 40 KB; the text of a long paste stays below this.</summary>
    public const int LargestBody = 256 * 1024;

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        if (await AdmitAsync(http) is not { } body) return;
        http.Request.Body = body;
        try
        {
            await adapter.ProcessAsync(http.Request, http.Response, http.RequestServices.GetRequiredService<TeamsBot>(), http.RequestAborted);
            // The adapter leaves its refusals without a word.
            if (http.Response.StatusCode == StatusCodes.Status401Unauthorized)
                await RefuseAsync(http, StatusCodes.Status401Unauthorized, "The token does not prove that Bot Framework sent this activity to this bot.");
            else if (http.Response.StatusCode == StatusCodes.Status400BadRequest && !http.Response.HasStarted)
                await RefuseAsync(http, StatusCodes.Status400BadRequest, "The body is not an activity: one of its members has an unexpected type.");
        }
        catch (CallerRefusedException exception)
        {
            LogRefused(exception.Message, http.Connection.RemoteIpAddress?.ToString());
            await RefuseAsync(http, StatusCodes.Status403Forbidden, exception.Message);
        }
        catch (KeysUnavailableException exception)
        {
            LogKeys(exception);
            await RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, "The token cannot be checked now; send the activity again.");
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller went away and will send again.
        }
        catch (Exception exception)
        {
            // The edge: the service sends again what gets a 500. A failed turn is in the log with its activity (TeamsAdapter).
            if (exception is not TurnFailedException) LogFault(exception, http.TraceIdentifier);
            await RefuseAsync(http, StatusCodes.Status500InternalServerError, "The activity could not be recorded; send it again.");
        }
    }

    private async Task<MemoryStream?> AdmitAsync(HttpContext http)
    {
        if (Stranger(http) is { } why)
        {
            LogRefused(why, http.Connection.RemoteIpAddress?.ToString());
            await RefuseAsync(http, StatusCodes.Status403Forbidden, why);
            return null;
        }
        if (!http.Request.HasJsonContentType())
        {
            await RefuseAsync(http, StatusCodes.Status415UnsupportedMediaType, "Send the activity as application/json.");
            return null;
        }
        if (await ReadAsync(http) is not { } body)
        {
            await RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, $"The activity is larger than {LargestBody / 1024} KB.");
            return null;
        }
        if (ActivityShape.Problem(body.GetBuffer().AsMemory(0, (int)body.Length)) is { } problem)
        {
            LogMalformed(problem);
            await RefuseAsync(http, StatusCodes.Status400BadRequest, problem);
            return null;
        }
        return body;
    }

    /// <summary>Why a caller is refused before a word is read; null when a token or the loopback connection will speak for it.</summary>
    private string? Stranger(HttpContext http) => options.Value switch
    {
        { AppId: { Length: > 0 } } => null,
        { LocalTests: true } => LocalPeers.IncludesProgram(http)
            ? null
            : "This bot runs local tests: it serves programs on its own machine only, and no forwarded requests or web pages.",
        _ => "This bot has no Teams application id, so it serves nobody here. Set Teams:AppId, or Teams:LocalTests=true for callers on its own machine.",
    };

    private static async Task<MemoryStream?> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength > LargestBody) return null;
        var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            if (body.Length + read > LargestBody) return null;
            body.Write(buffer, 0, read);
        }
        body.Position = 0;
        return body;
    }

    private static Task RefuseAsync(HttpContext http, int status, string message)
    {
        if (http.Response.HasStarted) return Task.CompletedTask;
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { error = new { code = status, message } }, http.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a caller from {Peer}: {Why}")]
    private partial void LogRefused(string why, string? peer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a malformed activity: {Problem}")]
    private partial void LogMalformed(string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Bot Framework's keys cannot be fetched; activities are put off")]
    private partial void LogKeys(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "An activity failed outside its turn (request {Request})")]
    private partial void LogFault(Exception exception, string request);
}

/// <summary>A caller is refused for what its activity says; the message is for the caller.</summary>
internal sealed class CallerRefusedException(string message) : Exception(message);
