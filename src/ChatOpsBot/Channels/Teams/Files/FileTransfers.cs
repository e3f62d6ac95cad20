using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ChatOpsBot.Host.Channels.Teams.Authentication;

namespace ChatOpsBot.Host.Channels.Teams.Files;

/// <summary>How fetching a file ended.</summary>
internal abstract record Fetched
{
    private Fetched() { }

    /// <summary>Its text.</summary>
    public sealed record Read(string Text) : Fetched;

    /// <summary>The address is none that the bot calls.</summary>
    public sealed record NotAllowed : Fetched;

    /// <summary>It has more bytes than are read.</summary>
    public sealed record TooLarge : Fetched;

    /// <summary>It is not UTF-8.</summary>
    public sealed record NotText : Fetched;

    /// <summary>The server's word, or that it did not answer.</summary>
    public sealed record Failed(string Why) : Fetched;
}

/// <summary>Fetches and puts files where Teams keeps them. The addresses are signed: no token goes there.
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4</summary>
internal sealed class FileTransfers(FileHosts hosts, TeamsHttp http, TimeProvider time)
{
    /// <summary>How long fetching may take: the activity that names the file waits for it, and Teams sends it again after 15 seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Fetches a text.</summary>
    /// <param name="address">Where, as an activity names it.</param>
    /// <param name="most">The most bytes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Fetched> FetchAsync(string? address, int most, CancellationToken cancellationToken)
    {
        if (!hosts.Allows(address, out var url)) return new Fetched.NotAllowed();
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var client = http.CreateClient();
            using var answer = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (answer.StatusCode != HttpStatusCode.OK) return new Fetched.Failed(Word(answer));
            if (answer.Content.Headers.ContentLength > most) return new Fetched.TooLarge();
            await using var body = await answer.Content.ReadAsStreamAsync(either.Token);
            var bytes = new ArrayBufferWriter<byte>();
            while (await body.ReadAsync(bytes.GetMemory(), either.Token) is > 0 and var read)
            {
                bytes.Advance(read);
                if (bytes.WrittenCount > most) return new Fetched.TooLarge();
            }
            return new Fetched.Read(Strict.GetString(bytes.WrittenSpan).TrimStart('\uFEFF'));
        }
        catch (DecoderFallbackException)
        {
            return new Fetched.NotText();
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            return new Fetched.Failed(lost.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Fetched.Failed($"no answer within {Patience.TotalSeconds} s");
        }
    }

    /// <summary>Puts a whole file.</summary>
    /// <returns>Null when it is there; else why not.</returns>
    public async Task<string?> PutAsync(Uri url, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            using var client = http.CreateClient();
            using var body = new ByteArrayContent(content);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            body.Headers.ContentRange = new ContentRangeHeaderValue(0, content.Length - 1, content.Length);
            using var answer = await client.PutAsync(url, body, cancellationToken);
            return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created ? null : Word(answer);
        }
        catch (HttpRequestException lost)
        {
            return lost.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {TeamsHttp.Deadline.TotalSeconds} s";
        }
    }

    private static string Word(HttpResponseMessage answer) => $"{(int)answer.StatusCode} {answer.ReasonPhrase}";
}
