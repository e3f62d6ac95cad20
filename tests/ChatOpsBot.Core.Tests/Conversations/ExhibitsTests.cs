using System.Xml.Linq;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Tests.Conversations.Commands;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Conversations;

public sealed class ExhibitsTests
{
    private const int Width = 340;
    private static readonly AccountId Ada = new("test:ada");
    private static readonly Reader English = new(Locale.English, TimeZoneInfo.Utc, Askings.Now);
    private readonly Bot _bot = new(Shop.Cluster());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("pod checkout-7d-a")]
    [InlineData("pod checkout-7d-a --picture")]
    [InlineData("logs checkout-7d-a -c app")]
    [InlineData("describe pod checkout-7d-a")]
    [InlineData("why pod checkout-7d-a")]
    [InlineData("walk pod checkout-7d-a")]
    public async Task An_answer_about_one_pod_names_it(string words) => Assert.Equal("checkout-7d-a", (await _bot.SayAsync(words)).Pod?.Name);

    [Theory]
    [InlineData("pods")]
    [InlineData("services")]
    [InlineData("why -n shop")]
    public async Task An_answer_about_many_names_none(string words) => Assert.Null((await _bot.SayAsync(words)).Pod);

    [Fact]
    public async Task A_pod_is_drawn_narrow_with_the_whole_of_what_is_mounted_where()
    {
        var drawn = await DrawAsync((await _bot.SayAsync("pod checkout-7d-a")).Pod!);
        foreach (var words in new[] { "Deployment checkout", "ReplicaSet checkout-7d", "Node node1", "app · main", "↳ app at /etc/app (ro)", "Service checkout" }) Assert.Contains(words, drawn.Value);
    }

    [Fact]
    public async Task A_walk_is_drawn_narrow_as_it_stands_now()
    {
        var begun = await _bot.SayAsync("walk pod checkout-7d-a");
        var path = await _bot.Exhibits.WalkAsync(Ada, begun.Card!.Value, English, Token);
        Assert.Contains("T1 Is the pod being deleted?", Within(path!).Value);
        await _bot.SayAsync("walk 1 stop");
        Assert.NotNull(await _bot.Exhibits.WalkAsync(Ada, begun.Card.Value, English, Token));
    }

    [Fact]
    public async Task What_is_gone_unknown_or_not_for_ones_eyes_is_not_drawn()
    {
        var (walk, pod) = (await _bot.SayAsync("walk pod checkout-7d-a")) is { Card: { } card, Pod: { } name } ? (card, name) : throw new InvalidOperationException("No walk.");
        Assert.Null(await _bot.Exhibits.WalkAsync(new AccountId("test:mallory"), walk, English, Token));
        Assert.Null(await _bot.Exhibits.PodAsync(new AccountId("test:mallory"), pod, English, Token));
        Assert.Null(await _bot.Exhibits.WalkAsync(Ada, new CardKey("walk:99"), English, Token));
        Assert.Null(await _bot.Exhibits.WalkAsync(Ada, new CardKey("request:1"), English, Token));
        Assert.Null(await _bot.Exhibits.PodAsync(Ada, pod with { Name = "gone" }, English, Token));
        Assert.Null(await _bot.Exhibits.PodAsync(Ada, pod with { Cluster = "elsewhere" }, English, Token));
    }

    private async Task<XElement> DrawAsync(PodName pod) => Within((await _bot.Exhibits.PodAsync(Ada, pod, English, Token))!);

    private static XElement Within(Picture picture)
    {
        var svg = XDocument.Parse(picture.Svg).Root!;
        Assert.Equal(Width, (int)svg.Attribute("width")!);
        Assert.All(svg.Descendants().Where(e => e.Name.LocalName == "rect" && e.Attribute("y") is not null), rectangle =>
            Assert.True((int)rectangle.Attribute("y")! + (int)rectangle.Attribute("height")! <= (int)svg.Attribute("height")!
                && (int)rectangle.Attribute("x")! >= 0 && (int)rectangle.Attribute("x")! + (int)rectangle.Attribute("width")! <= Width, rectangle.ToString()));
        return svg;
    }
}
