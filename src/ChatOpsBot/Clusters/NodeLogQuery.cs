using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ChatOpsBot.Core.Clusters;

namespace ChatOpsBot.Host.Clusters;

/// <summary>Asks a kubelet for its own log (https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/kubelet/kubelet_server_journal.go).
/// The API server wants `get` on nodes/proxy for it.</summary>
internal sealed partial class NodeLogQuery(KubernetesConnection connection, string node, IReadOnlyList<string> words, TimeProvider time)
{
    private const int MostLines = 200;
    private const int MostBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan Back = TimeSpan.FromHours(1);

    // What the kubelet writes in place of a log, with status 200.
    private static readonly string[] Excuses = ["log not found for kubelet", "error: journal output not available", "error getting log for kubelet", "failed to get logging cmd"];
    private const string NoOptions = "options present and query resolved to log files";

    public async Task<NodeLog> ReadAsync(CancellationToken cancellationToken)
    {
        var log = await ReadAsync(
            [("tailLines", "5000"), ("sinceTime", (time.GetUtcNow() - Back).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)), ("pattern", string.Join('|', words.Select(Regex.Escape)))], cancellationToken);
        // A log that is a file takes no options: the whole file comes, and its lines are picked here.
        return log ?? await ReadAsync([], cancellationToken) ?? new NodeLog.NotServed();
    }

    private async Task<NodeLog?> ReadAsync((string, string?)[] options, CancellationToken cancellationToken)
    {
        var call = ApiCall.One(HttpMethod.Get, "get", ResourceKinds.Node, null, node, "proxy");
        call = call with { Path = $"{call.Path}/logs/", Accept = null, Query = ApiCall.Parameters([("query", "kubelet"), .. options]) };
        var result = await connection.SendAsync(call, PickAsync, cancellationToken);
        if (result.Has(out var picked, out var failure)) return picked.Log;
        // 405: the handler is off; 404, 400, 406: so does a kubelet refuse what it does not serve.
        return failure is ClusterFailure.NotFound or ClusterFailure.NotServed or ClusterFailure.Rejected ? new NodeLog.NotServed() : new NodeLog.Unread(failure);
    }

    private async Task<Picked> PickAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // Without the query a kubelet serves /var/log as a folder, whatever was asked.
        if (response.Content.Headers.ContentType?.MediaType == "text/html") return new(new NodeLog.NotServed());
        var lines = new Queue<string>();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(body, Encoding.UTF8);
        for (var read = 0; read < MostBytes && await reader.ReadLineAsync(cancellationToken) is { } line; read += line.Length + 1)
        {
            if (line.StartsWith(NoOptions, StringComparison.Ordinal)) return new(null);
            if (Excuses.Any(excuse => line.StartsWith(excuse, StringComparison.Ordinal))) return new(new NodeLog.NotServed());
            if (!words.Any(word => line.Contains(word, StringComparison.Ordinal))) continue;
            lines.Enqueue(Journal().Replace(line, ""));
            if (lines.Count > MostLines) lines.Dequeue();
        }
        return new(new NodeLog.Lines([.. lines]));
    }

    /// <param name="Log">Null: the kubelet wants to be asked without options.</param>
    private sealed record Picked(NodeLog? Log);

    // What journalctl puts before the kubelet's own words.
    [GeneratedRegex(@"^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(\.\d+)? \S+ kubelet\[\d+\]: ")]
    private static partial Regex Journal();
}
