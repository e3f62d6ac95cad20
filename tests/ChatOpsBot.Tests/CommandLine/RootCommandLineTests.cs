namespace ChatOpsBot.Tests.CommandLine;

public sealed class RootCommandLineTests : IDisposable
{
    private readonly ProgramRun _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("--help", "serve")]
    [InlineData("serve --help", "--local-tests")]
    [InlineData("ask --help", "--locale")]
    [InlineData("audit --help", "verify")]
    [InlineData("audit verify --help", "--store")]
    public async Task Help_is_there_at_every_level(string arguments, string named)
    {
        var (exit, text, _) = await _program.RunAsync(arguments.Split(' '));
        Assert.Equal(0, exit);
        Assert.Contains(named, text);
    }

    [Theory]
    [InlineData("sreve")]
    [InlineData("ask")]
    [InlineData("serve --bogus")]
    [InlineData("serve --demo --kubeconfig x")]
    [InlineData("serve --context x")]
    [InlineData("serve --config /nowhere.json")]
    public async Task Wrong_arguments_exit_with_2_and_a_sentence(string arguments)
    {
        var (exit, _, error) = await _program.RunAsync(arguments.Split(' '));
        Assert.Equal(2, exit);
        Assert.NotEmpty(error);
        Assert.DoesNotContain("   at ", error);
    }

    [Fact]
    public async Task A_misspelt_command_names_the_nearest() => Assert.Contains("serve", (await _program.RunAsync("sreve")).Error);

    [Fact]
    public async Task Every_mistake_of_a_configuration_is_named_at_once()
    {
        var settings = _program.Write("wrong.json", """
            {
              "People": {
                "alice": { "Accounts": [], "Roles": [ "Boss" ] },
                "bob": { "Accounts": [ "carrier-pigeon" ], "Roles": [ "Approver" ], "KubernetesGroup": "oncall" }
              },
              "Actions": { "Expiry": "00:00:01" },
              "Clusters": { "prod": { "Kind": "Kubeconfig" } },
              "Storage": { "Path": " " }
            }
            """);
        var (exit, _, error) = await _program.RunAsync("serve", "--config", settings);
        Assert.Equal(2, exit);
        Assert.All(
            ["People:alice:Accounts", "Boss", "carrier-pigeon", "KubernetesGroup", "Actions:Expiry", "Clusters:prod:Kubeconfig", "Storage:Path"],
            named => Assert.Contains(named, error));
        Assert.DoesNotContain("   at ", error);
    }

    [Fact]
    public async Task A_configuration_that_is_no_json_is_named_with_its_file()
    {
        var (exit, _, error) = await _program.RunAsync("serve", "--config", _program.Write("broken.json", "{ \"People\": "));
        Assert.Equal(2, exit);
        Assert.Contains("broken.json", error);
        Assert.DoesNotContain("   at ", error);
    }
}
