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
}
