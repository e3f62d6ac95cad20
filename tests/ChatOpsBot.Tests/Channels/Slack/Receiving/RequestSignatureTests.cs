using System.Text;
using ChatOpsBot.Host.Channels.Slack.Receiving;

namespace ChatOpsBot.Tests.Channels.Slack.Receiving;

public sealed class RequestSignatureTests
{
    // The example of https://docs.slack.dev/authentication/verifying-requests-from-slack
    private const string Body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
        + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private const string Timestamp = "1531420618";
    private const long At = 1531420618;

    [Fact]
    public void Slacks_own_example_is_believed() => Assert.Null(Problem(Timestamp, Signature, 0));

    [Theory]
    [InlineData(300)]
    [InlineData(-300)]
    public void Five_minutes_of_difference_are_allowed_either_way(int seconds) => Assert.Null(Problem(Timestamp, Signature, seconds));

    [Theory]
    [InlineData("1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", 301, "its time is more than 5 minutes away from this machine's")]
    [InlineData("1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", -301, "its time is more than 5 minutes away from this machine's")]
    [InlineData("9223372036854775807", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", 0, "its time is more than 5 minutes away from this machine's")]
    [InlineData("1531420619", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", 0, "its signature is not Slack's")]
    [InlineData("1531420618", "v0=b2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", 0, "its signature is not Slack's")]
    [InlineData("1531420618", "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", 0, "its signature is not Slack's")]
    [InlineData("1531420618", "v0=", 0, "its signature is not Slack's")]
    [InlineData("soon", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", 0, "its time is no number")]
    [InlineData("-1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", 0, "its time is no number")]
    [InlineData("1531420618", null, 0, "it is not signed")]
    [InlineData(null, "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", 0, "it is not signed")]
    public void Anything_else_is_not_believed(string? timestamp, string? signature, int secondsLater, string why) => Assert.Equal(why, Problem(timestamp, signature, secondsLater));

    private static string? Problem(string? timestamp, string? signature, int secondsLater) => RequestSignature.Problem(
        FakeSlack.Secret, timestamp, signature, Encoding.UTF8.GetBytes(Body), DateTimeOffset.FromUnixTimeSeconds(At + secondsLater));
}
