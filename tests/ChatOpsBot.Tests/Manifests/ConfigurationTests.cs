using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Host.Channels.Teams;
using ChatOpsBot.Host.Clusters;
using ChatOpsBot.Host.CommandLine;
using ChatOpsBot.Host.Hosting;
using ChatOpsBot.Host.Identity;
using ChatOpsBot.Host.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatOpsBot.Tests.Manifests;

/// <summary>The settings that the manifests give, read as the program reads them.</summary>
public sealed partial class ConfigurationTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "manifests", "kubernetes");

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Path.GetDirectoryName(Folder)!, "appsettings.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_program_finds_no_mistake_in_the_file_with_what_the_Deployment_adds(string file)
    {
        var settings = Read(file).AsEnumerable().Concat(Environment().Select(variable => KeyValuePair.Create(variable.Replace("__", ":"), (string?)"/data/of-the-pod")));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration)
            .AddBot(configuration).AddTeams(configuration).AddWorkers(workers => configuration.GetSection("Workers").Bind(workers))
            .BuildServiceProvider();

        SettingsCheck.Run(services, SettingsCheck.Strangers(Read(file)));
    }

    [Fact]
    public void Every_setting_among_the_Deployments_variables_is_in_a_section_that_the_program_has()
    {
        var variables = Environment();

        Assert.Contains("Storage__Path", variables);
        Assert.All(variables, name => Assert.Contains(name.Split("__")[0], SettingsCheck.Sections.Keys));
    }

    [Fact]
    public async Task The_default_install_starts_without_an_application_id_and_is_ready()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-install");
        try
        {
            var settings = new BotSettings(false, null, null, new FileInfo(Path.Combine(Folder, "base", "appsettings.json")), new FileInfo(Path.Combine(folder.FullName, "chatops.db")));
            await using var bot = await BotApplication.CreateAsync(settings, "http://127.0.0.1:0", localTests: false, TestContext.Current.CancellationToken);
            await bot.StartAsync(TestContext.Current.CancellationToken);

            using var http = new HttpClient { BaseAddress = new Uri(bot.Urls.Single()) };
            Assert.Equal("Healthy", await http.GetStringAsync("/healthz/ready", TestContext.Current.CancellationToken));
            using var refused = await http.PostAsync("/api/messages", new StringContent("{}"), TestContext.Current.CancellationToken);
            Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
            Assert.Equal("", (string?)JsonNode.Parse(await File.ReadAllTextAsync(settings.Config!.FullName, TestContext.Current.CancellationToken))!["Teams"]!["AppId"]);
            await bot.Services.GetRequiredService<IHost>().StopAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IConfigurationRoot Read(string file) => new BotSettings(false, null, null, new FileInfo(Path.GetFullPath(file, Folder)), null).Read();

    /// <summary>The variables of the Deployment that are settings: a section, two underscores, a name.</summary>
    private static List<string> Environment() =>
        [.. Variable().Matches(File.ReadAllText(Path.Combine(Folder, "base", "deployment.yaml"))).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"- name: (\w+__\w+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Variable();
}
