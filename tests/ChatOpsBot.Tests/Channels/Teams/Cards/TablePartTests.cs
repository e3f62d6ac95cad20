using System.Text.Json.Nodes;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Teams.Cards;

namespace ChatOpsBot.Tests.Channels.Teams.Cards;

public sealed class TablePartTests
{
    [Fact]
    public void Columns_whose_words_stand_side_by_side_on_a_phone_stay_columns() =>
        Assert.Equal(["NAME|READY|AGE", "payments-db-0|0/1|3d"], Rows(["NAME", "READY", "AGE"], ["payments-db-0", "0/1", "3d"]));

    [Fact]
    public void Otherwise_the_shorter_values_stand_below_the_name_and_the_longest_beside_it() => Assert.Equal(
        ["NAME/READY · RESTARTS · AGE|STATUS", "cart-6dcf84677c-zrgxf/0/1 · – · 14m|CreateContainerConfigError"],
        Pairs(["NAME", "READY", "STATUS", "RESTARTS", "AGE"], ["cart-6dcf84677c-zrgxf", "0/1", "CreateContainerConfigError", "", "14m"]));

    [Fact]
    public void A_short_value_takes_the_room_that_it_needs_and_a_sentence_is_broken_into_lines()
    {
        Assert.All(Nodes(["NAME", "READY", "STATUS", "AGE"], ["catalog-594f7c645c-sp78n", "0/1", "ImagePullBackOff", "14m"]), row => Assert.Equal("auto", Width(row)));
        Assert.All(Nodes(["TYPE", "STATUS", "MESSAGE", "AGE"], ["ContainersReady", "False", "containers with unready status: [app]", "14m"]), row => Assert.Equal("190px", Width(row)));
    }

    [Fact]
    public void Two_columns_are_two_columns_whatever_is_in_them() =>
        Assert.Equal(["NAME|MESSAGE", $"web|{new string('x', 90)}"], Rows(["NAME", "MESSAGE"], ["web", new string('x', 90)]));

    [Fact]
    public void Many_columns_are_two_lines_a_row_with_their_names() => Assert.Equal(
        ["web", "TYPE ClusterIP  ·  PORT(S) 80/TCP  ·  AGE 3d  ·  SELECTOR app=web"],
        Nodes(["NAME", "TYPE", "EXTERNAL-IP", "PORT(S)", "AGE", "SELECTOR"], ["web", "ClusterIP", "", "80/TCP", "3d", "app=web"]).Select(Text));

    private static IEnumerable<string> Rows(string[] columns, string[] row) =>
        Table(columns, row)["rows"]!.AsArray().Select(line => string.Join('|', line!["cells"]!.AsArray().Select(cell => string.Join('/', cell!["items"]!.AsArray().Select(item => Text(item!))))));

    private static IEnumerable<string> Pairs(string[] columns, string[] row) => Nodes(columns, row).Select(pair =>
        string.Join('|', pair["columns"]!.AsArray().Select(column => string.Join('/', column!["items"]!.AsArray().Select(item => Text(item!))))));

    private static string Width(JsonNode pair) => pair["columns"]![1]!["width"]!.ToString();

    private static JsonNode Table(string[] columns, string[] row) => Assert.Single(Nodes(columns, row));

    private static List<JsonNode> Nodes(string[] columns, string[] row)
    {
        var reply = new Reply { Title = "x", Parts = [new Table(columns, [row])] };
        var card = JsonNode.Parse(CardRenderer.Render(reply, new Reader(Locale.English, TimeZoneInfo.Utc, default), "tok").Json)!;
        return [.. card["body"]!.AsArray().Skip(1).Select(node => node!)];
    }

    private static string Text(JsonNode node) => node["inlines"]![0]!["text"]!.GetValue<string>();
}
