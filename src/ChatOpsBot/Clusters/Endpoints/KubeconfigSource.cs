using ChatOpsBot.Core.Clusters;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace ChatOpsBot.Host.Clusters.Endpoints;

/// <summary>The endpoint of a kubeconfig's context. The file is read at the first call, and again after it was written.</summary>
/// <param name="cluster">The cluster's name, for failures.</param>
/// <param name="path">The file; a leading ~/ is the home folder.</param>
/// <param name="context">Null for the file's current-context.</param>
/// <param name="resolve">Makes the endpoint of a context's cluster and user.</param>
internal sealed class KubeconfigSource(ClusterName cluster, string path, string? context, KubeconfigResolver resolve) : IEndpointSource
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(HyphenatedNamingConvention.Instance)
        .IgnoreUnmatchedProperties()
        .Build();

    private readonly string _file = Path.GetFullPath(
        path.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..])
            : path);
    private DateTime _read;

    public bool HasChanged => File.GetLastWriteTimeUtc(_file) != _read;

    public async Task<ClusterResult<ClusterEndpoint>> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            _read = File.GetLastWriteTimeUtc(_file);
            var text = await File.ReadAllTextAsync(_file, cancellationToken);
            var config = Yaml.Deserialize<Kubeconfig?>(text);
            return config is null ? Wrong("is empty") : Choose(config);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Wrong("does not exist");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Wrong($"cannot be read: {Excerpt.Of(e.Message)}");
        }
        catch (YamlException e)
        {
            return Wrong($"cannot be understood, line {e.Start.Line}: {Excerpt.Of(Words(e))}");
        }
        catch (KubeconfigException e)
        {
            return Wrong(e.Message);
        }
    }

    /// <summary>The current-context of a file; null when there is none or the file cannot be read, which <see cref="FindAsync"/> reports.</summary>
    public static string? CurrentContext(string path)
    {
        try
        {
            return Yaml.Deserialize<Kubeconfig?>(File.ReadAllText(path))?.CurrentContext;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or YamlException)
        {
            return null;
        }
    }

    private ClusterResult<ClusterEndpoint> Choose(Kubeconfig config)
    {
        var wanted = context ?? config.CurrentContext;
        var there = string.Join(", ", config.Contexts.Select(c => c?.Name).Where(name => name is not null).Order());
        var contexts = there.Length == 0 ? "it has none" : $"it has: {there}";
        if (string.IsNullOrWhiteSpace(wanted)) return Wrong($"has no current-context; name a context ({contexts})");
        if (Find(config.Contexts, wanted)?.Context is not { } chosen) return Wrong($"has no context '{wanted}'; {contexts}");
        if (Find(config.Clusters, chosen.Cluster)?.Cluster is not { } server)
            return Wrong($"has no cluster '{chosen.Cluster}', which its context '{wanted}' names");
        var user = Find(config.Users, chosen.User);
        if (user is null && !string.IsNullOrEmpty(chosen.User))
            return Wrong($"has no user '{chosen.User}', which its context '{wanted}' names");
        return resolve.Resolve(Path.GetDirectoryName(_file)!, chosen.Cluster!, server, chosen.User, user?.User);
    }

    // The scanner itself fails on some malformed flow collections, with words about its own state.
    private static string Words(YamlException e) => e.InnerException switch
    {
        null => e.Message,
        InvalidOperationException => "this is no YAML",
        var inner => inner.Message,
    };

    private static KubeconfigEntry? Find(List<KubeconfigEntry> entries, string? name) =>
        entries.FirstOrDefault(entry => entry?.Name is { } n && n == name);

    private ClusterFailure.Misconfigured Wrong(string what) => new(cluster, $"The kubeconfig {_file} {what}.");
}

/// <summary>Something in a kubeconfig cannot be used. The message goes on after "The kubeconfig FILE".</summary>
internal sealed class KubeconfigException(string message) : Exception(message);
