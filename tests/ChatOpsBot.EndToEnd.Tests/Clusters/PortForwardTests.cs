using System.Security.Cryptography;
using System.Text.Json;
using ChatOpsBot.EndToEnd.Tests.InCluster;

namespace ChatOpsBot.EndToEnd.Tests.Clusters;

/// <summary>Ports that the bot tries itself, on a real cluster, as an account with and without the right to it.</summary>
[Collection("the cluster")]
public sealed class PortForwardTests : IAsyncLifetime
{
    private const string Objects = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {app: web}}
        spec: {terminationGracePeriodSeconds: 1, containers: [{name: app, image: "busybox:1.35", command: [sh, -c, "echo secret-body > /tmp/index.html; exec httpd -f -p 8080 -h /tmp"], ports: [{containerPort: 8080}]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: inward, labels: {app: inward}}
        spec: {terminationGracePeriodSeconds: 1, containers: [{name: app, image: "busybox:1.35", command: [httpd, -f, -p, "127.0.0.1:8080", -h, /tmp], ports: [{containerPort: 8080}]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: idle, labels: {app: idle}}
        spec: {terminationGracePeriodSeconds: 1, containers: [{name: app, image: "busybox:1.35", command: [sleep, "3600"], ports: [{containerPort: 8080}]}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: astray}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: 9999}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: idle}
        spec: {selector: {app: idle}, ports: [{port: 80, targetPort: 8080}]}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: reader}
        """;

    private readonly string _ns = $"e2e-ports-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatops-ports-");
    private bool _made;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(RealCluster.Kubeconfig is not null, "CHATOPS_E2E_KUBECONFIG names no cluster.");
        await RealCluster.KubectlAsync("create", "namespace", _ns);
        _made = true;
        await Tool.DoAsync("kubectl", ["apply", "-n", _ns, "-f", "-"], Token, Objects);
        await RealCluster.KubectlAsync("wait", "-n", _ns, "pod/web", "pod/inward", "pod/idle", "--for=condition=Ready", Limit.OfAWait);
        foreach (var service in new[] { "web", "astray", "idle" })
            await RealCluster.KubectlAsync("wait", "-n", _ns, "endpointslice", "-l", $"kubernetes.io/service-name={service}", "--for=jsonpath={.endpoints[0].conditions.ready}=true", Limit.OfAWait);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_made)
        {
            await RealCluster.KubectlAsync("delete", "clusterrole,clusterrolebinding", _ns, "--ignore-not-found");
            await RealCluster.KubectlAsync("delete", "namespace", _ns, "--wait=false");
        }
        _folder.Delete(recursive: true);
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task The_bot_says_itself_whether_an_app_can_be_reached()
    {
        var web = await WalkAsync($"walk pod web -n {_ns}");
        Assert.Contains("P20 Through a port-forward to the pod, can you reach the app? yes (bot)", web, StringComparison.Ordinal);
        Assert.Contains("S4 Through a port-forward to the Service, can you reach the app?", web, StringComparison.Ordinal);
        var told = await WalkAsync("walk 1 summary");
        Assert.Contains("Connected to port `8080` of pod `web` through the API server's port-forward; GET `/` was answered: `HTTP/1.1 200 OK`", told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-body", told, StringComparison.Ordinal);

        // What listens on 127.0.0.1 alone answers a port-forward, which connects there; the bot says that this proves no more.
        Assert.Contains("P20 Through a port-forward to the pod, can you reach the app? yes (bot)", await WalkAsync($"walk pod inward -n {_ns}"), StringComparison.Ordinal);
        Assert.Contains("an app that listens on 127.0.0.1 alone would have answered too", await WalkAsync("walk 2 summary"), StringComparison.Ordinal);

        var idle = await WalkAsync($"walk pod idle -n {_ns}");
        Assert.Contains("› P20 › P21 › ListenEverywhere", idle, StringComparison.Ordinal);
        Assert.Contains("Port 8080 of pod idle refuses the connection inside the pod", idle, StringComparison.Ordinal);

        Assert.Contains("S1 › S4 › I0 › NoIngress", await WalkAsync($"walk service web -n {_ns}"), StringComparison.Ordinal);
        Assert.Contains("S1 › S4 › S5 › FixPorts", await WalkAsync($"walk service astray -n {_ns}"), StringComparison.Ordinal);
        Assert.Contains("S1 › S4 › S5 › S8 › ListenEverywhere", await WalkAsync($"walk service idle -n {_ns}"), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit.OfATest)]
    public async Task An_account_that_may_only_read_asks_a_person_until_it_is_given_the_right()
    {
        await RealCluster.KubectlAsync("create", "rolebinding", "view", "-n", _ns, "--clusterrole=view", $"--serviceaccount={_ns}:reader");
        await RealCluster.KubectlAsync("create", "clusterrole", _ns, "--verb=get", "--resource=nodes");
        await RealCluster.KubectlAsync("create", "clusterrolebinding", _ns, $"--clusterrole={_ns}", $"--serviceaccount={_ns}:reader");
        var kubeconfig = await KubeconfigOfReaderAsync();
        var asked = await WalkAsync($"walk pod web -n {_ns}", kubeconfig);
        Assert.Contains("The bot could not try it.", asked, StringComparison.Ordinal);
        Assert.Contains("pods/portforward", asked, StringComparison.Ordinal);
        Assert.Contains("walk 1 yes --at P20", asked, StringComparison.Ordinal);

        // As the component's role does.
        await RealCluster.KubectlAsync("create", "role", "forward", "-n", _ns, "--verb=get,create", "--resource=pods/portforward");
        await RealCluster.KubectlAsync("create", "rolebinding", "forward", "-n", _ns, "--role=forward", $"--serviceaccount={_ns}:reader");
        Assert.Contains("was answered: HTTP/1.1 200 OK", await WalkAsync("walk 1", kubeconfig), StringComparison.Ordinal);
    }

    private async Task<string> KubeconfigOfReaderAsync()
    {
        var file = Path.Combine(_folder.FullName, "reader.kubeconfig");
        await File.WriteAllTextAsync(file, await RealCluster.KubectlAsync("config", "view", "--raw", "--minify", "--flatten"), Token);
        var token = (await RealCluster.KubectlAsync("create", "token", "reader", "-n", _ns)).Trim();
        await RealCluster.KubectlAsync("config", "set-credentials", "reader", $"--token={token}", $"--kubeconfig={file}");
        await RealCluster.KubectlAsync("config", "set-context", "--current", "--user=reader", $"--kubeconfig={file}");
        return file;
    }

    private async Task<string> WalkAsync(string text, string? kubeconfig = null)
    {
        var settings = Path.Combine(_folder.FullName, "settings.json");
        await File.WriteAllTextAsync(settings, $$$"""
            {"Clusters": {"real": {"Kind": "Kubeconfig", "Kubeconfig": {{{JsonSerializer.Serialize(kubeconfig ?? RealCluster.Kubeconfig)}}}, "PortForward": true} } }
            """, Token);
        var (exit, output, error) = await Tool.RunAsync(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "ChatOpsBot.dll"), "ask", text, "--locale", "en", "--config", settings, "--store", Path.Combine(_folder.FullName, "bot.db")], Token);
        Assert.True(exit == 0, $"ask {text}: exit {exit}\n{output}{error}");
        return output;
    }
}
