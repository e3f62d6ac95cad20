using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatOpsBot.Host.Channels.Slack.Receiving;

/// <summary>Whether a request is Slack's: an HMAC over its time and its body. https://docs.slack.dev/authentication/verifying-requests-from-slack</summary>
internal static class RequestSignature
{
    /// <summary>The signature's header.</summary>
    public const string SignatureHeader = "X-Slack-Signature";

    /// <summary>The time's header: seconds since 1970.</summary>
    public const string TimestampHeader = "X-Slack-Request-Timestamp";

    /// <summary>How far Slack's clock and this one may be apart: a recorded request cannot be sent again later.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The signature of a body at a time.</summary>
    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        hmac.AppendData(body);
        return "v0=" + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    /// <summary>Why a request is not believed; null when it is.</summary>
    public static string? Problem(string secret, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature)) return "it is not signed";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return "its time is no number";
        // Compared as numbers: a time far beyond the calendar is no reason for a fault.
        if (Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) > (decimal)Tolerance.TotalSeconds) return "its time is more than 5 minutes away from this machine's";
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(secret, timestamp, body)), Encoding.UTF8.GetBytes(signature))
            ? null
            : "its signature is not Slack's";
    }
}
