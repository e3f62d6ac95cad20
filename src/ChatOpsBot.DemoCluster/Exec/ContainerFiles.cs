using System.Text.Json.Nodes;
using ChatOpsBot.DemoCluster.World;

namespace ChatOpsBot.DemoCluster.Exec;

/// <summary>The files that a container sees: those of its image, of the kubelet, and of its volumes.</summary>
internal sealed class ContainerFiles
{
    private static readonly string[] Image = ["/bin", "/dev", "/etc", "/proc", "/sys", "/tmp", "/var", "/www"];
    private static readonly string[] CommandFields = ["command", "args"];
    private static readonly string[] StatusLists = ["initContainerStatuses", "containerStatuses"];
    private readonly SortedDictionary<string, string?> _entries = new(StringComparer.Ordinal);

    public ContainerFiles(RecordedWorld world, StoredObject pod, JsonObject container)
    {
        Command = string.Join(' ', CommandFields.SelectMany(f => container[f] as JsonArray ?? []).Select(w => w!.ToString()));
        var spec = pod.Body["spec"]!;
        var host = spec["hostname"]?.ToString() ?? pod.Key.Name;
        foreach (var directory in Image) Add(directory, null);
        foreach (var program in ContainerShell.Programs) Add($"/bin/{program}", "");
        Add("/etc/hostname", $"{host}\n");
        Add("/etc/passwd", "root:x:0:0:root:/:/bin/sh\n");
        Add("/etc/resolv.conf", $"search {pod.Key.Namespace}.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n");
        var full = spec["subdomain"]?.ToString() is { } subdomain ? $"{host}.{subdomain}.{pod.Key.Namespace}.svc.cluster.local\t{host}" : host;
        Add("/etc/hosts", $"# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\nfe00::0\tip6-mcastprefix\nfe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n{pod.Body["status"]?["podIP"]}\t{full}\n");
        if (spec["automountServiceAccountToken"]?.GetValue<bool>() != false) ServiceAccount(world, pod);
        foreach (var mount in (container["volumeMounts"] as JsonArray ?? []).OfType<JsonObject>()) Mount(world, pod, mount);
    }

    /// <summary>What process 1 was started as.</summary>
    public string Command { get; }

    public static bool IsRunning(StoredObject pod, JsonObject container) =>
        StatusLists.SelectMany(f => pod.Body["status"]?[f] as JsonArray ?? [])
            .Any(s => s?["name"]?.ToString() == container["name"]?.ToString() && s?["state"]?["running"] is not null);

    /// <summary>The text of a file; null when there is none, or it is a directory.</summary>
    public string? Read(string path) => _entries.GetValueOrDefault(Clean(path));

    public bool IsDirectory(string path) => Clean(path) is var clean && (clean == "/" || (_entries.TryGetValue(clean, out var text) && text is null));

    /// <summary>The names in a directory, in order.</summary>
    public IEnumerable<string> List(string path)
    {
        var prefix = Clean(path) is var clean && clean == "/" ? "/" : $"{clean}/";
        return _entries.Keys.Where(k => k.Length > prefix.Length && k.StartsWith(prefix, StringComparison.Ordinal) && !k[prefix.Length..].Contains('/', StringComparison.Ordinal)).Select(k => k[prefix.Length..]);
    }

    private void Mount(RecordedWorld world, StoredObject pod, JsonObject mount)
    {
        var path = mount["mountPath"]!.ToString();
        var volume = (pod.Body["spec"]?["volumes"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(v => v["name"]?.ToString() == mount["name"]?.ToString());
        if (volume is null || path.EndsWith("/serviceaccount", StringComparison.Ordinal)) return;
        var source = (volume["configMap"] ?? volume["secret"]) as JsonObject;
        var names = (source?["items"] as JsonArray)?.ToDictionary(i => i!["key"]!.ToString(), i => i!["path"]!.ToString());
        var files = ContainerEnvironment.Data(world, pod, source, volume["secret"] is not null)
            .Where(d => names is null || names.ContainsKey(d.Name))
            .Select(d => (Name: names?[d.Name] ?? d.Name, d.Value));
        if (mount["subPath"]?.ToString() is { Length: > 0 } part)
        {
            foreach (var (_, text) in files.Where(f => f.Name == part)) Add(path, text);
            return;
        }
        Add(path, null);
        foreach (var (name, text) in files) Add($"{path}/{name}", text);
    }

    private void ServiceAccount(RecordedWorld world, StoredObject pod)
    {
        const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount";
        var authority = world.Objects.Get(new ObjectKey(world.Catalog.OfKind("v1", "ConfigMap")!, pod.Key.Namespace, "kube-root-ca.crt"))?.Body["data"]?["ca.crt"]?.ToString();
        Add($"{Folder}/ca.crt", authority ?? "");
        Add($"{Folder}/namespace", pod.Key.Namespace!);
        // A token that opens nothing.
        Add($"{Folder}/token", "demo");
    }

    private void Add(string path, string? text)
    {
        var clean = Clean(path);
        for (var at = clean.IndexOf('/', 1); at > 0; at = clean.IndexOf('/', at + 1)) _entries.TryAdd(clean[..at], null);
        _entries[clean] = text;
    }

    private static string Clean(string path) => $"/{string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != "."))}";
}
