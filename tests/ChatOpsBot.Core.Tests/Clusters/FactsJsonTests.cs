using System.Text.Json;
using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Core.Clusters.Facts;

namespace ChatOpsBot.Core.Tests.Clusters;

public sealed class FactsJsonTests
{
    [Fact]
    public void A_name_that_is_left_out_is_empty_and_not_null() => Assert.Equal("", JsonSerializer.Deserialize("""{"metadata":{}}""", FactsJson.Default.Pod)!.Metadata.Name);

    [Theory]
    [InlineData("99999999999999")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("\"http\"")]
    public void A_field_of_another_shape_is_no_number(string json) => Assert.Null(((JsonElement?)JsonDocument.Parse(json).RootElement).Number());

    // A list arrives in pieces, and a converter may be called while the rest is on its way.
    [Fact]
    public async Task A_long_list_is_read_from_its_pieces()
    {
        var secret = """{"metadata":{"name":"s","managedFields":[{"manager":"kubectl","operation":"Update","time":"2025-06-01T11:00:00Z","fieldsV1":{"f:data":{"f:a":{},"f:b":{}}}}]},"data":{"a":"QQ==","b":"QQ=="}}""";
        var json = $$"""{"items":[{{string.Join(',', Enumerable.Repeat(secret, 2000))}}]}""";
        var cancellationToken = TestContext.Current.CancellationToken;
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));

        var read = await JsonSerializer.DeserializeAsync(stream, FactsJson.Default.ObjectListSecret, cancellationToken);

        Assert.Equal(2000, read!.Items.Count);
        Assert.All(read.Items, item => Assert.Equal(["a", "b"], item.Keys));
        Assert.All(read.Items, item => Assert.Equal(new LastWrite(DateTimeOffset.Parse("2025-06-01T11:00:00Z", System.Globalization.CultureInfo.InvariantCulture), "kubectl"), item.Metadata.LastWrite));
    }
}
