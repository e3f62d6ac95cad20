using ChatOpsBot.Host.Channels.Slack.Views;
using YamlDotNet.RepresentationModel;

namespace ChatOpsBot.Tests.Manifests;

/// <summary>Slack's app manifest against what https://docs.slack.dev/reference/app-manifest says of it, and against what the bot does.</summary>
public sealed class SlackManifestTests
{
    private static readonly string File = Path.Combine(Repository.Root, "manifests", "slack", "manifest.yaml");

    [Theory]
    [InlineData("display_information.name", 1, 35)]
    [InlineData("display_information.description", 1, 140)]
    [InlineData("display_information.long_description", 174, 4000)]
    [InlineData("features.bot_user.display_name", 1, 80)]
    [InlineData("features.slash_commands.0.command", 2, 32)]
    [InlineData("features.slash_commands.0.description", 1, 2000)]
    [InlineData("features.slash_commands.0.usage_hint", 1, 1000)]
    [InlineData("features.shortcuts.0.name", 1, 24)]
    [InlineData("features.shortcuts.0.description", 1, 150)]
    public void Texts_are_as_long_as_Slack_takes(string path, int least, int most) => Assert.InRange(Value(Load(http: false), path).Length, least, most);

    [Fact]
    public void The_shortcut_is_the_one_that_the_bot_knows() => Assert.Equal(MessageShortcut.Callback, Value(Load(http: false), "features.shortcuts.0.callback_id"));

    [Fact]
    public void Events_are_those_that_the_bot_takes() => Assert.Equal(
        ["app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked"], List(Load(http: false), "settings.event_subscriptions.bot_events"));

    [Fact]
    public void Every_scope_is_asked_for_that_a_call_or_event_needs() => Assert.Equal(
        // app_mention; chat.*; slash commands and shortcuts; files.*; message.im; usergroups.users.list; users.info.
        ["app_mentions:read", "chat:write", "commands", "files:write", "im:history", "usergroups:read", "users:read"], List(Load(http: false), "oauth_config.scopes.bot"));

    [Fact]
    public void What_the_bot_can_do_without_may_be_refused_at_the_installation() => Assert.Equal(
        // conversations.history and conversations.replies: docs/decisions/0012.
        ["channels:history", "groups:history"], List(Load(http: false), "oauth_config.scopes.bot_optional"));

    [Fact]
    public void Socket_Mode_needs_no_address_and_HTTP_has_one_for_each_path()
    {
        Assert.Equal("true", Value(Load(http: false), "settings.socket_mode_enabled"));
        var http = Load(http: true);
        Assert.Equal("https://bot.example/api/slack/commands", Value(http, "features.slash_commands.0.url"));
        Assert.Equal("https://bot.example/api/slack/events", Value(http, "settings.event_subscriptions.request_url"));
        Assert.Equal("https://bot.example/api/slack/interactivity", Value(http, "settings.interactivity.request_url"));
        Assert.Equal("https://bot.example/api/slack/interactivity", Value(http, "settings.interactivity.message_menu_options_url"));
        Assert.Equal("false", Value(http, "settings.socket_mode_enabled"));
    }

    private static YamlNode Load(bool http)
    {
        var text = System.IO.File.ReadAllText(File);
        // What the file's own first lines say to do.
        if (http)
        {
            text = string.Join('\n', text.Split('\n').Select(line => line.Contains("YOUR-HOST/", StringComparison.Ordinal) ? line.Replace("# ", "", StringComparison.Ordinal) : line))
                .Replace("YOUR-HOST", "bot.example", StringComparison.Ordinal).Replace("socket_mode_enabled: true", "socket_mode_enabled: false", StringComparison.Ordinal);
        }
        var yaml = new YamlStream();
        using var reader = new StringReader(text);
        yaml.Load(reader);
        return Assert.Single(yaml.Documents).RootNode;
    }

    private static string Value(YamlNode node, string path) => ((YamlScalarNode)At(node, path)).Value!;

    private static IEnumerable<string?> List(YamlNode node, string path) => ((YamlSequenceNode)At(node, path)).Select(item => ((YamlScalarNode)item).Value);

    private static YamlNode At(YamlNode node, string path) =>
        path.Split('.').Aggregate(node, (at, name) => at is YamlSequenceNode list ? list[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : at[name]);
}
