using ChatOpsBot.Host.Clusters.Endpoints;

namespace ChatOpsBot.Host.CommandLine;

/// <summary>What the command line says about where to work; null where it says nothing.</summary>
/// <param name="Demo">The built-in demo cluster, explicitly.</param>
/// <param name="Kubeconfig">A kubeconfig file.</param>
/// <param name="Context">A context of it.</param>
/// <param name="Config">A JSON file of settings.</param>
/// <param name="Store">The SQLite file.</param>
internal sealed record BotSettings(bool Demo, FileInfo? Kubeconfig, string? Context, FileInfo? Config, FileInfo? Store)
{
    /// <summary>How many times as fast the demo cluster moves.</summary>
    public double DemoSpeed { get; init; } = 1;

    /// <summary>The same as arguments of a command line, each with a blank before it.</summary>
    public string Arguments => (Demo ? " --demo" : "")
        + Argument("--kubeconfig", Kubeconfig?.FullName) + Argument("--context", Context) + Argument("--config", Config?.FullName) + Argument("--store", Store?.FullName);

    /// <summary>Settings in order: the program's appsettings.json, the file of --config, the environment, the command line.</summary>
    public IConfigurationRoot Read()
    {
        var builder = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false);
        if (Config is not null) builder.AddJsonFile(Config.FullName, optional: false, reloadOnChange: true);
        return builder.AddEnvironmentVariables().AddInMemoryCollection(Explicit()).Build();
    }

    private static string Argument(string name, string? value) => value is null ? "" : $" {name} {OwnCommand.Quoted(value)}";

    // The context's name, so that requests and audit say which cluster it was; a file that cannot be read is reported by the cluster itself.
    private string ClusterName()
    {
        var name = Context ?? KubeconfigSource.CurrentContext(Kubeconfig!.FullName);
        return string.IsNullOrWhiteSpace(name) ? "cluster" : name.Replace(':', '-');
    }

    private Dictionary<string, string?> Explicit()
    {
        var settings = new Dictionary<string, string?>();
        if (Store is not null) settings["Storage:Path"] = Store.FullName;
        if (Kubeconfig is not null)
        {
            var name = ClusterName();
            settings["DefaultCluster"] = name;
            settings[$"Clusters:{name}:Kind"] = "Kubeconfig";
            settings[$"Clusters:{name}:Kubeconfig"] = Kubeconfig.FullName;
            settings[$"Clusters:{name}:Context"] = Context;
        }
        return settings;
    }
}
