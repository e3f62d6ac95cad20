using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Tests.Texts;

/// <summary>The rows of k8s.io/apimachinery/pkg/util/duration/duration_test.go.</summary>
public sealed class AgeTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(-1, "0s")]
    [InlineData(-2, "<invalid>")]
    [InlineData(59, "59s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(301, "5m1s")]
    [InlineData(600, "10m")]
    [InlineData(10_799, "179m")]
    [InlineData(10_800, "3h")]
    [InlineData(4 * 3600 + 60, "4h1m")]
    [InlineData(8 * 3600, "8h")]
    [InlineData(47 * 3600, "47h")]
    [InlineData(48 * 3600, "2d")]
    [InlineData(3 * 86400 + 4 * 3600, "3d4h")]
    [InlineData(8 * 86400 + 3600, "8d")]
    [InlineData(729 * 86400L, "729d")]
    [InlineData(730 * 86400L, "2y")]
    [InlineData(731 * 86400L, "2y1d")]
    [InlineData(8 * 365 * 86400L, "8y")]
    public void Ages_read_as_kubectl_writes_them(long seconds, string expected) =>
        Assert.Equal(expected, Age.Of(TimeSpan.FromSeconds(seconds)));
}
