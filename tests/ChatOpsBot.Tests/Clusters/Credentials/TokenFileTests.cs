using ChatOpsBot.Core.Clusters;
using ChatOpsBot.Host.Clusters.Credentials;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests.Clusters.Credentials;

public sealed class TokenFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_rotated_token_is_read_after_ten_seconds()
    {
        await using var server = await StubApiServer.StartAsync(context => StubApiServer.JsonAsync(context, """{"gitVersion":"v1"}"""));
        using var cluster = new TestCluster(server.Address, credential: Token("old\n"));

        Assert.Null(await cluster.AskAsync());
        _folder.Write("token", "new\n");
        Assert.Null(await cluster.AskAsync());
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(await cluster.AskAsync());

        Assert.Equal(["Bearer old", "Bearer old", "Bearer new"], server.Requests.Select(request => request.Headers.Authorization.ToString()));
    }

    [Fact]
    public async Task A_token_that_the_server_no_longer_takes_is_read_again_at_once()
    {
        await using var server = await StubApiServer.StartAsync(context => context.Request.Headers.Authorization == "Bearer new"
            ? StubApiServer.JsonAsync(context, """{"gitVersion":"v1"}""")
            : StubApiServer.StatusAsync(context, 401, "Unauthorized", "Unauthorized"));
        var token = Token("old");
        using var cluster = new TestCluster(server.Address, credential: token);
        await token.GetAuthenticationHeaderAsync(TestContext.Current.CancellationToken);
        _folder.Write("token", "new");

        Assert.Null(await cluster.AskAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("líne")]
    public async Task A_file_without_a_token_is_named(string text)
    {
        using var cluster = new TestCluster(new Uri("http://127.0.0.1:9"), credential: Token(text));

        var rejected = Assert.IsType<ClusterFailure.CredentialRejected>(await cluster.AskAsync());

        Assert.Equal($"The token file {_folder["token"]} holds no token.", rejected.Detail);
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        using var cluster = new TestCluster(new Uri("http://127.0.0.1:9"), credential: new TokenFile(_folder["none"], _clock, TimeSpan.FromSeconds(10)));

        var rejected = Assert.IsType<ClusterFailure.CredentialRejected>(await cluster.AskAsync());

        Assert.StartsWith($"The token file {_folder["none"]} cannot be read: ", rejected.Detail, StringComparison.Ordinal);
    }

    private TokenFile Token(string text) => new(_folder.Write("token", text), _clock, TimeSpan.FromSeconds(10));
}
