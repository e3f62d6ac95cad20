using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;
using ChatOpsBot.Core.Clusters.Registries;

namespace ChatOpsBot.Host.Clusters;

/// <summary>Reads a cluster over HTTP.</summary>
/// <param name="link">The way to it.</param>
/// <param name="time">The clock.</param>
/// <param name="images">The registries that may be asked.</param>
/// <param name="allowed">What it may do beyond reading objects; null: nothing.</param>
internal sealed class KubernetesReader(ClusterLink link, TimeProvider time, IImageRegistry? images = null, ReaderAllowances? allowed = null) : IClusterReader
{
    // Longer than an app in health takes for its first line, and short enough for somebody who waits for a card.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public ClusterName Cluster => link.Cluster;

    public IImageRegistry Images => images ?? NoImageRegistry.Instance;

    public async Task<ClusterResult<IReadOnlyList<T>>> ListAsync<T>(ListScope scope, CancellationToken cancellationToken) where T : class, IClusterObject
    {
        if (scope.Namespace is { } ns && !ApiCall.IsPathSegment(ns)) return new ClusterFailure.NotFound(ResourceKinds.Namespace, null, ns);
        if (!(await link.ConnectAsync(cancellationToken)).Has(out var connection, out var failure)) return failure;
        var pages = new ListPages(connection, link.Deadline, time);
        return (await pages.ReadAsync<T>(scope, cancellationToken)).Select<IReadOnlyList<T>>(list => list.Items);
    }

    public Task<ClusterResult<T>> GetAsync<T>(string? ns, string name, CancellationToken cancellationToken) where T : class, IClusterObject =>
        OneAsync(new ResourceRef(ResourceKinds.Of<T>(), ns, name), Answers.FactsAsync<T>, cancellationToken);

    public Task<ClusterResult<JsonElement>> GetRawAsync(ResourceRef resource, CancellationToken cancellationToken) =>
        OneAsync(resource, Answers.ElementAsync, cancellationToken);

    public async Task<ClusterResult<string>> ReadLogAsync(LogRequest request, CancellationToken cancellationToken)
    {
        var pod = new ResourceRef(ResourceKinds.Pod, request.Namespace, request.Pod);
        if (ApiCall.Refuse(pod) is { } refusal) return refusal;
        if (!(await link.ConnectAsync(cancellationToken)).Has(out var connection, out var failure)) return failure;
        var call = ApiCall.One(HttpMethod.Get, "get", pod.Kind, pod.Namespace, pod.Name, "log") with
        {
            Accept = null,
            Query = ApiCall.Parameters(
                ("container", request.Container),
                ("previous", request.Previous ? "true" : null),
                ("tailLines", request.TailLines?.ToString(CultureInfo.InvariantCulture)),
                ("sinceSeconds", request.Since is { } since ? Math.Max(1, Math.Ceiling(since.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture) : null),
                ("limitBytes", request.LimitBytes.ToString(CultureInfo.InvariantCulture))),
        };
        return await connection.SendAsync(call, (response, ct) => Answers.TextAsync(response, request.LimitBytes, ct), cancellationToken);
    }

    public async Task<NodeLog> ReadKubeletLogAsync(string node, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        if (allowed is not { NodeLogs: true }) return new NodeLog.Off();
        if (ApiCall.Refuse(new ResourceRef(ResourceKinds.Node, null, node)) is { } refusal) return new NodeLog.Unread(refusal);
        if (!(await link.ConnectAsync(cancellationToken)).Has(out var connection, out var failure)) return new NodeLog.Unread(failure);
        return await new NodeLogQuery(connection, node, words, time).ReadAsync(cancellationToken);
    }

    public async Task<ClusterResult<JsonElement>> GetOpenApiAsync(string groupVersion, CancellationToken cancellationToken)
    {
        var (group, version) = groupVersion.Split('/') is [var g, var v] ? (g, v) : ("", groupVersion);
        var kind = new ResourceKind(group, version, groupVersion, groupVersion, false);
        if (!ApiCall.IsPathSegment(version) || (group.Length > 0 && !ApiCall.IsPathSegment(group))) return new ClusterFailure.NotServed(kind);
        if (!(await link.ConnectAsync(cancellationToken)).Has(out var connection, out var failure)) return failure;
        var path = $"/openapi/v3/{(group.Length == 0 ? "api" : $"apis/{Uri.EscapeDataString(group)}")}/{Uri.EscapeDataString(version)}";
        return await connection.SendAsync(ApiCall.Plain(path) with { Kind = kind }, Answers.ElementAsync, cancellationToken);
    }

    public Task<ClusterResult<AccessAnswer>> CheckAccessAsync(AccessQuestion question, CancellationToken cancellationToken) =>
        new KubernetesWriter(link).CheckAccessAsync(question, cancellationToken);

    public async Task<PortAnswer> TryPortAsync(PodPort port, CancellationToken cancellationToken)
    {
        if (allowed is not { PortForward: true }) return new PortAnswer.NotPermitted();
        var pod = new ResourceRef(ResourceKinds.Pod, port.Namespace, port.Pod);
        if (ApiCall.Refuse(pod) is { } refusal) return new PortAnswer.Failed(refusal);
        if (!(await link.ConnectAsync(cancellationToken)).Has(out var connection, out var failure)) return new PortAnswer.Failed(failure);
        var call = ApiCall.One(HttpMethod.Get, "get", pod.Kind, pod.Namespace, pod.Name, "portforward") with
        {
            Accept = null,
            Subprotocol = PortForward.Subprotocol,
            Query = ApiCall.Parameters(("ports", port.Port.ToString(CultureInfo.InvariantCulture))),
        };
        var patience = link.Deadline / 2 < Patience ? link.Deadline / 2 : Patience;
        var result = await connection.SendAsync(call, async (response, stop) =>
        {
            await using var stream = await response.Content.ReadAsStreamAsync(stop);
            using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { SubProtocol = PortForward.Subprotocol, KeepAliveInterval = TimeSpan.Zero });
            return await new PortForward(socket).AskAsync(port, patience, time, stop);
        }, cancellationToken);
        return result.Has(out var answer, out failure) ? answer : new PortAnswer.Failed(failure);
    }

    public async Task<ClusterResult<string>> GetVersionAsync(CancellationToken cancellationToken)
    {
        if (!(await link.ConnectAsync(cancellationToken)).Has(out var connection, out var failure)) return failure;
        return await connection.SendAsync(ApiCall.Plain("/version"), VersionAsync, cancellationToken);
    }

    private static async Task<string> VersionAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        await Answers.ElementAsync(response, cancellationToken) is { ValueKind: JsonValueKind.Object } answer
        && answer.TryGetProperty("gitVersion", out var version) && version.ValueKind == JsonValueKind.String
            ? version.GetString()!
            : throw new JsonException("The answer names no gitVersion.");

    private async Task<ClusterResult<T>> OneAsync<T>(
        ResourceRef resource, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken) where T : notnull
    {
        if (ApiCall.Refuse(resource) is { } refusal) return refusal;
        if (!(await link.ConnectAsync(cancellationToken)).Has(out var connection, out var failure)) return failure;
        return await connection.SendAsync(ApiCall.One(HttpMethod.Get, "get", resource.Kind, resource.Namespace, resource.Name), read, cancellationToken);
    }
}

/// <summary>What a cluster's settings allow its reader beyond reading objects.</summary>
/// <param name="PortForward">Trying ports of pods.</param>
/// <param name="NodeLogs">Reading the kubelets' logs.</param>
internal sealed record ReaderAllowances(bool PortForward = false, bool NodeLogs = false);
