using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Clusters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Tests.Clusters;

public sealed class ClustersOptionsValidatorTests
{
    [Fact]
    public void Every_problem_is_listed_at_once()
    {
        var problems = Problems(
            ("DefaultCluster", "prod"),
            ("Clusters:a:Kind", "Kubeconfig"),
            ("Clusters:b:Server", "https://x"),
            ("Clusters:c:Kind", "Aks"),
            ("Clusters:c:Azure:Kind", "ClientSecret"),
            ("Clusters:c:Azure:AuthorityHost", "http://login"),
            ("Clusters:d:Kind", "InCluster"),
            ("Clusters:d:Context", "dev"),
            ("Clusters:d:Timeout", "10"),
            ("Clusters:e:Kind", "Demo"));

        Assert.Equal(
            [
                "Clusters:a:Kubeconfig is missing; name the file.",
                "Clusters:b:Kind is missing; use one of Kubeconfig, InCluster, Aks, Demo.",
                "Clusters:c:Server is missing; give the API server's https URL, or a Kubeconfig that has it.",
                "Clusters:c:Azure:TenantId is missing; ClientSecret needs the directory id.",
                "Clusters:c:Azure:ClientId is missing; ClientSecret needs the application id.",
                "Clusters:c:Azure:ClientSecret is missing; set it through an environment variable.",
                "Clusters:c:Azure:AuthorityHost must be an https URL, and is 'http://login/'.",
                "Clusters:d:Timeout is 10.00:00:00; it may be 00:00:01 to 00:02:00.",
                "Clusters:d:Context has no meaning for the kind InCluster.",
                "Clusters:e:Kind Demo is for the cluster that the program runs itself; start it with --demo.",
                "DefaultCluster is 'prod', and there is no such cluster; there are a, b, c, d, e.",
            ],
            problems);
    }

    [Fact]
    public void Good_settings_have_no_problems_and_no_file_is_looked_for() => Assert.Empty(Problems(
        ("DefaultCluster", "B"),
        ("Clusters:a:Kind", "kubeconfig"),
        ("Clusters:a:Kubeconfig", "/no/such/file"),
        ("Clusters:a:Context", null),
        ("Clusters:b:Kind", "Aks"),
        ("Clusters:b:Server", "https://aks.example"),
        ("Clusters:b:Timeout", "00:00:30")));

    [Fact]
    public void The_default_cluster_comes_first_and_the_others_by_name()
    {
        using var services = Services(("DefaultCluster", "m"), ("Clusters:z:Kind", "InCluster"), ("Clusters:m:Kind", "InCluster"), ("Clusters:a:Kind", "InCluster"));

        Assert.Equal(["m", "a", "z"], services.GetRequiredService<IClusters>().Names.Select(name => name.Value));
    }

    private static IEnumerable<string> Problems(params (string Key, string? Value)[] settings)
    {
        using var services = Services(settings);
        try
        {
            _ = services.GetRequiredService<IOptions<ClustersOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException e)
        {
            return e.Failures;
        }
    }

    private static ServiceProvider Services(params (string Key, string? Value)[] settings) => new ServiceCollection()
        .AddLogging()
        .AddClusters(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => s.Value)).Build())
        .BuildServiceProvider();
}
