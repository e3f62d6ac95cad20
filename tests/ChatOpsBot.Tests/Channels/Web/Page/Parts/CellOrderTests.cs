using ChatOpsBot.Host.Channels.Web.Page.Parts;

namespace ChatOpsBot.Tests.Channels.Web.Page.Parts;

public sealed class CellOrderTests
{
    [Theory]
    [InlineData("pod-2", "pod-10")]
    [InlineData("9 (3m ago)", "10 (1s ago)")]
    [InlineData("5m12s", "2h3m")]
    [InlineData("90s", "2m")]
    [InlineData("364d", "1y1d")]
    [InlineData("", "a")]
    public void Cells_are_in_the_order_that_a_person_expects(string first, string second)
    {
        Assert.True(CellOrder.Instance.Compare(first, second) < 0);
        Assert.True(CellOrder.Instance.Compare(second, first) > 0);
    }
}
