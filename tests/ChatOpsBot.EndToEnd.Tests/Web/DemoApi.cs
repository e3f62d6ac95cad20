using System.Net.Http.Json;
using System.Text.Json;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>The demo cluster as a person with kubectl sees it: to bring objects, and to wait for what its controllers do.</summary>
internal sealed class DemoApi(Uri address)
{
    /// <summary>Creates an object.</summary>
    /// <param name="path">Of the collection: /api/v1/namespaces/shop/pods.</param>
    /// <param name="manifest">The object.</param>
    public async Task CreateAsync(string path, object manifest)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var answer = await http.PostAsJsonAsync(path, manifest, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Watches the pods of a namespace until one is as it should be.</summary>
    public Task UntilPodAsync(string ns, Func<JsonElement, bool> isSo) => UntilAsync(ns, pods => pods.Values.Any(isSo));

    /// <summary>Watches the pods of a namespace until none is so any more.</summary>
    public Task UntilGoneAsync(string ns, Func<JsonElement, bool> isSo) => UntilAsync(ns, pods => pods.Count > 0 && !pods.Values.Any(isSo));

    private async Task UntilAsync(string ns, Func<Dictionary<string, JsonElement>, bool> isSo)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Limit.OfAProgram);
        using var http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        var path = $"/api/v1/namespaces/{ns}/pods";
        var list = await http.GetFromJsonAsync<JsonElement>(path, deadline.Token);
        var pods = list.GetProperty("items").EnumerateArray().ToDictionary(Uid);
        if (isSo(pods)) return;
        var version = list.GetProperty("metadata").GetProperty("resourceVersion").GetString();
        await using var stream = await http.GetStreamAsync(new Uri($"{path}?watch=1&resourceVersion={version}", UriKind.Relative), deadline.Token);
        using var lines = new StreamReader(stream);
        while (await lines.ReadLineAsync(deadline.Token) is { } line)
        {
            var change = JsonSerializer.Deserialize<JsonElement>(line);
            var pod = change.GetProperty("object");
            if (change.GetProperty("type").GetString() == "DELETED") pods.Remove(Uid(pod));
            else pods[Uid(pod)] = pod;
            if (isSo(pods)) return;
        }
        Assert.Fail("The watch ended before it was so.");
    }

    private static string Uid(JsonElement pod) => pod.GetProperty("metadata").GetProperty("uid").GetString()!;

    /// <summary>Whether a pod whose name begins so waits with a reason.</summary>
    public static Func<JsonElement, bool> Waits(string name, string reason) => pod =>
        pod.GetProperty("metadata").GetProperty("name").GetString()!.StartsWith(name, StringComparison.Ordinal)
        && pod.GetProperty("status").TryGetProperty("containerStatuses", out var statuses)
        && statuses.EnumerateArray().Any(status => status.GetProperty("state").TryGetProperty("waiting", out var waiting) && waiting.GetProperty("reason").GetString() == reason);
}
