using System.Net.Sockets;
using System.Security.Authentication;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Clusters.Endpoints;

namespace ChatOpsBot.Host.Clusters.Failures;

/// <summary>What a broken connection means. .NET gives the kind of the error in three different exceptions and OpenSSL's words
/// in a fourth: the innermost one is the one to read.</summary>
internal static class TransportFailures
{
    /// <summary>The failure, or null when the exception is not about the connection.</summary>
    /// <param name="exception">What was thrown while connecting, sending or reading.</param>
    /// <param name="server">The server as failures name it.</param>
    /// <param name="credential">What was shown to it, in words.</param>
    /// <param name="expired">Whether that is a certificate that expired: some servers then hang up without a word.</param>
    public static ClusterFailure? Of(Exception exception, string server, string credential, bool expired)
    {
        var chain = Chain(exception).ToList();
        if (chain.OfType<CertificateRefusedException>().FirstOrDefault() is { } refused)
            return new ClusterFailure.CertificateRejected(server, Sentence(refused.Message));
        var socket = chain.OfType<SocketException>().FirstOrDefault();
        // Which of these it is depends on whether the request was still being written (EPIPE is Shutdown) when the server left.
        var hungUp = socket?.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown
            || chain.OfType<HttpRequestException>().Any(e => e.HttpRequestError is HttpRequestError.ResponseEnded)
            || (socket is null && chain.Any(e => e is IOException or AuthenticationException));
        if (chain.Any(IsCertificateAlert) || (expired && hungUp))
            return new ClusterFailure.CredentialRejected(server, $"The server refuses the {credential} while connecting: {Excerpt.Of(chain[^1].Message)}");
        if (socket is not null)
            return new ClusterFailure.Unreachable(server, Sentence(Words(socket)));
        if (chain.OfType<AuthenticationException>().Any())
            return new ClusterFailure.Unreachable(server, $"No TLS connection: {Excerpt.Of(chain[^1].Message)}");
        return exception is HttpRequestException or IOException or TimeoutException
            ? new ClusterFailure.Unreachable(server, Excerpt.Of(chain[^1].Message))
            : null;
    }

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException) yield return exception;
    }

    // RFC 8446 §6.2: bad_certificate, unsupported_certificate, certificate_revoked, certificate_expired, certificate_unknown,
    // unknown_ca, certificate_required, sent by the server, are all about the client's certificate.
    private static bool IsCertificateAlert(Exception exception) =>
        exception.Message.Contains("alert", StringComparison.OrdinalIgnoreCase)
        && (exception.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase)
            || exception.Message.Contains("unknown ca", StringComparison.OrdinalIgnoreCase));

    private static string Words(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "its name cannot be resolved",
        SocketError.ConnectionRefused => "nothing listens there (connection refused)",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "there is no route to it",
        SocketError.TimedOut => "the connection attempt got no answer",
        SocketError.ConnectionReset => "the connection was reset",
        _ => Excerpt.Of(socket.Message),
    };

    private static string Sentence(string words) => words.Length == 0 ? words : $"{char.ToUpperInvariant(words[0])}{words[1..]}.";
}
