using System.Xml.Linq;
using ChatOpsBot.Core.Replies;

namespace ChatOpsBot.Core.Tests.Conversations.Commands;

public sealed class ShowPodTests
{
    private readonly Bot _bot = new(Shop.Cluster());

    [Theory]
    [InlineData("Pod checkout-7d-a is CrashLoopBackOff")]
    [InlineData("Owner: Deployment checkout → ReplicaSet checkout-7d")]
    [InlineData("Node: node1 (10.0.0.1)")]
    [InlineData("QoS class: Burstable")]
    [InlineData("migrate | init | Terminated: Completed, exit 0")]
    [InlineData("app | main | Waiting: CrashLoopBackOff; before: Error, exit 1, 60s ago | false | 4 | shop/checkout:1")]
    [InlineData("app | cpu 100m, memory 64Mi | memory 128Mi | http 8080/TCP | readiness http :http/health every 5s, 3 failures")]
    [InlineData("conf | ConfigMap checkout-conf | app at /etc/app (ro)")]
    [InlineData("tmp | emptyDir | proxy at /tmp")]
    [InlineData("all containers have the IP 10.1.0.5")]
    [InlineData("checkout | ClusterIP | 10.2.0.1 | 80/TCP | http")]
    [InlineData("[Why: why checkout-7d-a -n shop]")]
    [InlineData("The only pod of Deployment checkout in shop")]
    public async Task The_anatomy_says(string words) => Assert.Contains(words, await _bot.ReadAsync("pod deploy/checkout"));

    [Theory]
    [InlineData(">Deployment checkout<")]
    [InlineData(">ReplicaSet checkout-7d<")]
    [InlineData(">Node node1<")]
    [InlineData(">Pod checkout-7d-a<")]
    [InlineData(">app · main<")]
    [InlineData(">migrate · init<")]
    [InlineData(">one network, 10.1.0.5: localhost reaches every container<")]
    [InlineData(">ConfigMap checkout-conf<")]
    [InlineData(">app at /etc/app (ro)<")]
    [InlineData(">Service checkout<")]
    [InlineData(">80/TCP → http<")]
    public async Task The_picture_shows(string words)
    {
        var picture = Assert.Single((await _bot.SayAsync("pod checkout-7d-a --picture")).Parts.OfType<Picture>());
        Assert.Contains(words, picture.Svg);
        Assert.DoesNotContain("hunter2", picture.Svg);
        Assert.Equal("svg", XDocument.Parse(picture.Svg).Root!.Name.LocalName);
    }

    [Fact]
    public async Task Everything_in_the_picture_is_within_it()
    {
        var svg = XDocument.Parse((await _bot.SayAsync("pod checkout-7d-a --picture")).Parts.OfType<Picture>().Single().Svg).Root!;
        var height = (int)svg.Attribute("height")!;
        Assert.All(svg.Descendants().Where(e => e.Name.LocalName == "rect" && e.Attribute("y") is not null), rectangle =>
            Assert.True((int)rectangle.Attribute("y")! + (int)rectangle.Attribute("height")! <= height
                && (int)rectangle.Attribute("x")! + (int)rectangle.Attribute("width")! <= 760, rectangle.ToString()));
    }

    [Fact]
    public async Task A_service_that_does_not_pick_it_is_left_out() => Assert.DoesNotContain("81/TCP", await _bot.ReadAsync("pod checkout-7d-a"));

    [Fact]
    public async Task No_environment_value_is_shown() => Assert.DoesNotContain("hunter2", await _bot.ReadAsync("pod checkout-7d-a"));

    [Fact]
    public async Task A_static_pod_says_what_deleting_it_means() => Assert.Contains("mirror of a static pod of node1", await _bot.ReadAsync("pod etcd-node1"));
}
