using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Scopes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsBot.Tests.Scopes;

public sealed class ConfiguredScopesTests
{
    [Theory]
    [InlineData("teams", "19:a@thread.tacv2", "room")]
    [InlineData("teams", "19:a@thread.tacv2;messageid=7", "room")]
    [InlineData("teams", "19:a@thread.tacv2;messageid=9", "thread")]
    [InlineData("slack", "T1/C1", "slack")]
    [InlineData("slack", "T1/C1/1700000000.000100", "slack")]
    [InlineData("slack", "T1/C12", "")]
    [InlineData("teams", "19:ab@thread.tacv2", "")]
    [InlineData("web", "T1/C1", "")]
    public void A_thread_is_in_the_scope_of_its_room_unless_it_has_its_own(string channel, string conversation, string name) => Assert.Equal(name, Scopes().Of(new(channel, conversation)).Name);

    [Fact]
    public void Everything_that_is_set_is_in_the_scope()
    {
        var scope = Scopes().Of(new("slack", "T1/C1"));
        Assert.Equal((new ClusterName("prod"), "shop", Locale.Chinese), (scope.Cluster, scope.Namespace, scope.Language));
        Assert.Equal(["pods", "delete pod"], scope.Commands);
        Assert.Equal("pods --bad -n x", scope.Expand("OOPS -n x"));
    }

    private static IConversationScopes Scopes()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Conversations:room:Address"] = "teams:19:a@thread.tacv2",
            ["Conversations:thread:Address"] = "teams:19:a@thread.tacv2;messageid=9",
            ["Conversations:slack:Address"] = "slack:T1/C1",
            ["Conversations:slack:Cluster"] = "prod",
            ["Conversations:slack:Namespace"] = "shop",
            ["Conversations:slack:Language"] = "zh-Hans",
            ["Conversations:slack:Commands:0"] = "pods",
            ["Conversations:slack:Commands:1"] = "delete pod",
            ["Conversations:slack:Aliases:oops"] = "pods --bad",
        }).Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(settings).AddSingleton<Func<Grammar>>(() => new Grammar([])).AddOptions()
            .AddSingleton<IConversationScopes, ConfiguredScopes>().Configure<ConversationsOptions>(settings.GetSection("Conversations")).BuildServiceProvider()
            .GetRequiredService<IConversationScopes>();
    }
}
