using ChatOpsBot.Host.Channels.Teams;
using ChatOpsBot.Host.Hosting;
using ChatOpsBot.Tests.Clusters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Tests.Hosting;

public sealed class SettingsCheckTests
{
    private const string Good = """
        {
          "$schema": "x", "AllowedHosts": "*", "Kestrel": { "Limits": { "Anything": 1 } }, "Logging": { "LogLevel": { "Default": "Warning" } }, "urls": "http://localhost:1",
          "defaultcluster": "home",
          "Clusters": { "home": { "Kind": "Aks", "Server": "https://aks.example", "Azure": { "Kind": "managedidentity" }, "Timeout": "00:00:30" } },
          "People": { "alice": { "DisplayName": "Alice", "Accounts": [ "cli:alice" ], "Roles": [ "reader" ], "KubernetesUser": "a", "KubernetesGroup": null } },
          "Actions": { "Enabled": true, "Expiry": "00:10:00", "Quorum": { "High": 2, "critical": 3 }, "ClaimLease": "00:01:00" },
          "Storage": { "Path": "x.db" },
          "Teams": { "AppId": "", "ServiceHosts": [ "connector.example" ], "Issuers": [], "Azure": { "AuthorityHost": "https://login.example" } },
          "Registries": [ { "Host": "registry.example:5000", "plainhttp": true, "UserName": "bot", "Password": "hunter2", "TokenHosts": [ "auth.example" ] }, { "Host": "other.example", "Api": "api.other.example" } ],
          "Workers": { "Conversations": 3, "Poll": "00:00:02" }
        }
        """;

    [Fact]
    public void Every_setting_that_there_is_may_be_written_in_any_case_beside_those_of_the_framework() => Assert.Empty(Problems(Good));

    [Theory]
    [InlineData("""{ "Teams": { "AppID2": "x" } }""", "Teams:AppID2 is no setting; did you mean AppId?")]
    [InlineData("""{ "Teams": { "OutboundIdentity": { "Kind": "Default" } } }""", "Teams:OutboundIdentity is no setting; there are AppId, TenantId, LocalTests, Cloud, ServiceHosts, Issuers, MetadataUrl, Azure.")]
    [InlineData("""{ "Teams": { "Azure": { "Kind": { "Name": 1 } } } }""", "Teams:Azure:Kind:Name is no setting.")]
    [InlineData("""{ "Teams": { "Azure": "managed" } }""", "Teams:Azure is 'managed'; it takes settings of its own.")]
    [InlineData("""{ "Teams": { "Issuers": "https://x" } }""", "Teams:Issuers is 'https://x'; it takes a list.")]
    [InlineData("""{ "Teams": { "LocalTests": "maybe" } }""", "Teams:LocalTests is 'maybe', which is no true or false.")]
    [InlineData("""{ "Workers": { "Pol": "00:00:02" } }""", "Workers:Pol is no setting; did you mean Poll?")]
    [InlineData("""{ "Workers": { "Conversations": "many" } }""", "Workers:Conversations is 'many', which is no whole number.")]
    [InlineData("""{ "Workers": { "Poll": "" } }""", "Workers:Poll is '', which is no time (write 00:00:10 for ten seconds).")]
    [InlineData("""{ "Storage": { "File": "x" } }""", "Storage:File is no setting; there are Path.")]
    [InlineData("""{ "Actions": { "Quorum": { "Hihg": 2 } } }""", "Actions:Quorum:Hihg is no setting; did you mean High?")]
    [InlineData("""{ "Actions": { "Quorum": { "High": "two" } } }""", "Actions:Quorum:High is 'two', which is no whole number.")]
    [InlineData("""{ "Actions": { "Version": "1" } }""", "Actions:Version is no setting; there are Enabled, Expiry, Quorum, ClaimLease.")]
    [InlineData("""{ "Clusters": { "a": { "Kind": "InCluster", "Tiemout": "00:00:10" } } }""", "Clusters:a:Tiemout is no setting; did you mean Timeout?")]
    [InlineData("""{ "Registries": [ { "Host": "a.example", "Pasword": "hunter2" } ] }""", "Registries:0:Pasword is no setting; did you mean Password?")]
    [InlineData("""{ "Registries": [ { "Host": "a.example", "Password": { "x": "hunter2" } } ] }""", "Registries:0:Password:x is no setting.")]
    [InlineData("""{ "Team": { "AppId": "x" } }""", "settings.json: Team is no setting; did you mean Teams?")]
    [InlineData("""{ "Peolpe": { "alice": {} } }""", "settings.json: Peolpe is no setting; did you mean People?")]
    public void One_that_there_is_not_is_named_with_the_one_that_was_meant(string json, string problem) => Assert.Equal([problem], Problems(json));

    [Fact]
    public void All_are_named_at_once_with_everything_else_that_is_wrong() => Assert.Equal(
        [
            "settings.json: Team is no setting; did you mean Teams?",
            "Clusters:a:Kind is 'Minikube'; use one of Kubeconfig, InCluster, Aks, Demo.",
            "People:alice:Role is no setting; did you mean Roles?",
            "Teams:LocalTests is 'maybe', which is no true or false.",
            "Workers:Conversatons is no setting; did you mean Conversations?",
            "People:alice:Roles is empty; use Reader, Requester, Approver.",
            "Actions:Expiry is 00:00:01; it must be between 00:01:00 and 1.00:00:00.",
            "Teams:AppId must be the application id of the bot, a GUID, and is 'my-bot'.",
            "Teams:TenantId is missing; with Teams:AppId it names the directory whose people are served.",
            "Workers:Poll is 01:00:00; it must be 00:00:00.1 to 00:01:00.",
        ],
        Problems("""
            {
              "Team": {},
              "Clusters": { "a": { "Kind": "Minikube" } },
              "People": { "alice": { "Accounts": [ "cli:alice" ], "Role": [ "Reader" ] } },
              "Actions": { "Expiry": "00:00:01" },
              "Teams": { "AppId": "my-bot", "LocalTests": "maybe" },
              "Workers": { "Conversatons": 3, "Poll": "01:00:00" }
            }
            """));

    [Fact]
    public void The_environment_may_hold_anything_but_misspelt_settings_of_the_bots_own_sections() => Assert.Equal(
        ["Teams:ApId is no setting; did you mean AppId?"],
        Problems("{}", ("PATH", "/bin"), ("Teem:AppId", "x"), ("WORKERS", "4"), ("TEAMS:ApId", "x")));

    [Fact]
    public void Everything_that_is_wrong_with_a_conversation_is_named() => Assert.Equal(
        [
            "Conversations:a:Language is 'de'; use en, zh-Hans.",
            "Conversations:a:Commands has 'podz', which is no command; did you mean pod?",
            "Conversations:a:Aliases:oops is 'nonsense x', which begins with no command.",
            "Conversations:a:Aliases has 'pods', which is a command or no single word.",
            "Conversations:b:Address is 'irc:x'; it starts with teams:, slack:, web: (whoami tells it).",
            "Conversations:b:Cluster is 'nope'; there are kind.",
            "The conversation 'teams:19:a' is both Conversations:a and Conversations:c.",
        ],
        Problems("""
            {
              "Clusters": { "kind": { "Kind": "InCluster" } },
              "Conversations": {
                "a": { "Address": "teams:19:a", "Language": "de", "Commands": [ "why", "podz", "delete pod" ], "Aliases": { "pods": "why -A", "oops": "nonsense x", "fine": "delete pod x" } },
                "b": { "Address": "irc:x", "Cluster": "nope" },
                "c": { "Address": "teams:19:a" }
              }
            }
            """));

    [Fact]
    public void A_conversation_is_checked_beside_a_cluster_that_is_set_up_wrong() => Assert.Equal(
        ["Clusters:kind:Kubeconfig is missing", "Conversations:a:Language is 'de'; use en, zh-Hans."],
        Problems("""{ "Clusters": { "kind": { "Kind": "Kubeconfig" } }, "Conversations": { "a": { "Address": "teams:19:a", "Language": "de", "Commands": [ "podz" ] } } }""")
            .Select(problem => problem.Split("; name the file")[0]));

    private static IEnumerable<string> Problems(string json, params (string Name, string? Value)[] environment)
    {
        using var folder = new TempFolder();
        folder.Write("settings.json", json);
        var settings = new ConfigurationBuilder().AddJsonFile(Path.Combine(folder.Path, "settings.json"))
            .AddInMemoryCollection(environment.Select(variable => KeyValuePair.Create(variable.Name, variable.Value))).Build();
        using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings)
            .AddBot(settings).AddTeams(settings).AddWorkers(workers => settings.GetSection("Workers").Bind(workers))
            .BuildServiceProvider();
        try
        {
            SettingsCheck.Run(services, SettingsCheck.Strangers(settings));
            return [];
        }
        catch (OptionsValidationException invalid)
        {
            return invalid.Failures;
        }
    }
}
