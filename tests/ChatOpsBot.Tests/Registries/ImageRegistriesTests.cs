using ChatOpsBot.Core.Clusters.Registries;
using ChatOpsBot.Host.Registries;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsBot.Tests.Registries;

public sealed class ImageRegistriesTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private FakeRegistry _registry = null!;
    private ServiceProvider? _services;

    public async ValueTask InitializeAsync() => _registry = await FakeRegistry.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        await _registry.DisposeAsync();
    }

    [Fact]
    public async Task An_image_that_is_there_is_found_by_its_manifests_head_alone()
    {
        Assert.Equal([], Assert.IsType<RegistryAnswer.Found>(await AskAsync("demo/busybox:1.35")).Platforms);
        Assert.Equal(["HEAD /v2/demo/busybox/manifests/1.35"], _registry.Requests);
    }

    [Fact]
    public async Task A_wrong_tag_is_told_from_a_wrong_repository_by_the_tags()
    {
        Assert.Equal(["1.35"], Assert.IsType<RegistryAnswer.NoTag>(await AskAsync("demo/busybox:1.36")).Nearest);
        Assert.IsType<RegistryAnswer.NoRepository>(await AskAsync("demo/bosybux:1.35"));
    }

    [Fact]
    public async Task The_nearest_tags_come_first_and_those_of_signatures_never()
    {
        _registry.Repositories["demo/api"] = ["1.35.0", "1.35.1-musl", "1.4", "latest", "nightly", $"sha256-{new string('a', 64)}.sig"];
        Assert.Equal(["1.35.0", "1.35.1-musl", "1.4"], Assert.IsType<RegistryAnswer.NoTag>(await AskAsync("demo/api:1.35.2")).Nearest);
    }

    [Fact]
    public async Task Pages_of_tags_are_reckoned_and_no_link_is_followed()
    {
        _registry.Repositories["demo/api"] = [.. Enumerable.Range(100, 40).Select(number => $"1.{number}")];
        _registry.PageSize = 25;
        Assert.Equal("1.139", Assert.IsType<RegistryAnswer.NoTag>(await AskAsync("demo/api:1.1399")).Nearest[0]);
        Assert.Equal(["GET /v2/demo/api/tags/list?n=1000", "GET /v2/demo/api/tags/list?n=1000&last=1.124"], _registry.Requests.Skip(1));
    }

    [Fact]
    public async Task A_digest_that_is_not_there_has_no_nearest_tag() =>
        Assert.Empty(Assert.IsType<RegistryAnswer.NoTag>(await AskAsync("demo/web@sha256:9af2d61f2c1e0f5f3bfe5e6d2f3c9a6ab4c34a94d9e3e5a1f7c7a3a1b2c3d4e5")).Nearest);

    [Fact]
    public async Task An_index_says_for_which_platforms_the_image_was_built()
    {
        _registry.Indexes["demo/web:1.0"] = """{"manifests":[{"platform":{"os":"linux","architecture":"amd64"}},{"platform":{"os":"linux","architecture":"arm64","variant":"v8"}},{"platform":{"os":"unknown","architecture":"unknown"}},{}]}""";
        var found = Assert.IsType<RegistryAnswer.Found>(await AskAsync("demo/web:1.0"));
        Assert.Equal(["linux/amd64", "linux/arm64/v8"], found.Platforms);
        Assert.Equal((true, true, false, null), (found.Runs("linux", "amd64"), found.Runs("linux", "arm64"), found.Runs("linux", "s390x"), found.Runs(null, "amd64")));
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Bearer")]
    public async Task Where_everybody_is_refused_the_configured_account_is_shown(string scheme)
    {
        _registry.Scheme = scheme;
        Assert.True(Assert.IsType<RegistryAnswer.Closed>(await AskAsync("demo/web:1.0")).WantsCredentials);
        Assert.True(Assert.IsType<RegistryAnswer.Refused>(await AskAsync("demo/web:1.0", ("UserName", "demo"), ("Password", "wrong"))).WantsCredentials);
        (string, string?)[] account = [("UserName", "demo"), ("Password", "s3cret")];
        Assert.True(Assert.IsType<RegistryAnswer.Found>(await AskAsync("demo/web:1.0", account)).WantsCredentials);
        Assert.Equal(new RegistryAnswer.NoTag(["1.0", "2.0"]).Nearest.Order(), Assert.IsType<RegistryAnswer.NoTag>(await AskAsync("demo/web:3.0", account)).Nearest.Order());
        Assert.IsType<RegistryAnswer.NoRepository>(await AskAsync("demo/wbe:1.0", account));
    }

    [Fact]
    public async Task What_a_token_for_anybody_opens_wants_no_credentials_and_gets_none()
    {
        (_registry.Scheme, _registry.TokensForAnybody) = ("Bearer", true);
        Assert.False(Assert.IsType<RegistryAnswer.Found>(await AskAsync("demo/web:1.0", ("UserName", "demo"), ("Password", "s3cret"))).WantsCredentials);
        Assert.Equal(["HEAD /v2/demo/web/manifests/1.0", "GET /token?service=registry.example&scope=repository%3Ademo%2Fweb%3Apull", "HEAD /v2/demo/web/manifests/1.0 Bearer"], _registry.Requests);
    }

    [Fact]
    public async Task Tokens_are_made_by_another_host_only_when_the_settings_name_it()
    {
        await using var elsewhere = await FakeRegistry.StartAsync();
        (_registry.Scheme, _registry.Realm) = ("Bearer", $"http://{elsewhere.Host}/token");
        (string, string?)[] account = [("UserName", "demo"), ("Password", "s3cret")];
        Assert.Contains(elsewhere.Host, Assert.IsType<RegistryAnswer.Unreachable>(await AskAsync("demo/web:1.0", account)).Detail, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
        Assert.IsType<RegistryAnswer.Found>(await AskAsync("demo/web:1.0", [.. account, ("TokenHosts:0", elsewhere.Host)]));
    }

    [Theory]
    [InlineData("https://HOST/token")]
    [InlineData("http://demo@HOST/token")]
    [InlineData("http://HOST.evil.invalid/token")]
    [InlineData("/token")]
    [InlineData("file:///etc/passwd")]
    public async Task A_realm_that_only_looks_like_the_registrys_own_is_not_followed(string realm)
    {
        (_registry.Scheme, _registry.Realm, _registry.TokensForAnybody) = ("Bearer", realm.Replace("HOST", _registry.Host, StringComparison.Ordinal), true);
        Assert.IsType<RegistryAnswer.Unreachable>(await AskAsync("demo/web:1.0", ("UserName", "demo"), ("Password", "s3cret")));
        Assert.Equal(["HEAD /v2/demo/web/manifests/1.0"], _registry.Requests);
    }

    [Fact]
    public async Task No_host_is_called_that_the_settings_do_not_list()
    {
        await using var inside = await FakeRegistry.StartAsync();
        Assert.Null(await AskAsync(ImageReference.Parse($"{inside.Host}/demo/web:1.0")!));
        Assert.Null(await AskAsync(ImageReference.Parse("169.254.169.254/latest/meta-data")!));
        Assert.Empty(inside.Requests);
        _services = Services([]);
        Assert.Null(await _services.GetRequiredService<IImageRegistry>().AskAsync(ImageReference.Parse($"{_registry.Host}/demo/web:1.0")!, TestContext.Current.CancellationToken));
        Assert.Empty(_registry.Requests);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var inside = await FakeRegistry.StartAsync();
        _registry.Instead = context =>
        {
            context.Response.Redirect($"http://{inside.Host}{context.Request.Path}");
            return Task.CompletedTask;
        };
        Assert.Equal("HTTP 302", Assert.IsType<RegistryAnswer.Unreachable>(await AskAsync("demo/web:1.0")).Detail);
        Assert.Empty(inside.Requests);
    }

    [Theory]
    [InlineData(429, typeof(RegistryAnswer.Limited))]
    [InlineData(403, typeof(RegistryAnswer.Closed))]
    [InlineData(500, typeof(RegistryAnswer.Unreachable))]
    [InlineData(400, typeof(RegistryAnswer.Unreachable))]
    public async Task Other_answers_are_what_they_are(int status, Type answer)
    {
        _registry.Instead = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        Assert.IsType(answer, await AskAsync("demo/web:1.0"));
    }

    [Fact]
    public async Task Tags_that_cannot_be_read_leave_open_whether_the_repository_is_there()
    {
        _registry.Instead = context =>
        {
            context.Response.StatusCode = HttpMethods.IsHead(context.Request.Method) ? 404 : 200;
            return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync("<html>");
        };
        Assert.IsType<RegistryAnswer.NoImage>(await AskAsync("demo/web:9.9"));
    }

    [Fact]
    public async Task An_answer_is_fresh_for_a_while_so_that_nobody_is_asked_at_every_step()
    {
        await AskAsync("demo/busybox:1.35");
        await AskAsync("demo/busybox:1.35");
        Assert.Single(_registry.Requests);
        _time.Advance(ImageRegistries.Fresh);
        await AskAsync("demo/busybox:1.35");
        Assert.Equal(2, _registry.Requests.Count);
    }

    [Fact]
    public async Task A_registry_that_is_away_is_not_tried_for_every_image()
    {
        await AskAsync("demo/busybox:1.35");
        await _registry.DisposeAsync();
        Assert.Contains("refused", Assert.IsType<RegistryAnswer.Unreachable>(await AskAsync("demo/web:1.0")).Detail, StringComparison.Ordinal);
        Assert.IsType<RegistryAnswer.Unreachable>(await AskAsync("demo/busybox:1.35"));
    }

    [Fact]
    public async Task A_registry_that_never_answers_is_given_up()
    {
        var asked = new TaskCompletionSource();
        _registry.Instead = context =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        var answer = AskAsync("demo/web:1.0");
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        _time.Advance(ImageRegistries.Deadline);
        Assert.Equal("no answer within 8 s", Assert.IsType<RegistryAnswer.Unreachable>(await answer).Detail);
    }

    [Fact]
    public async Task Who_stops_waiting_gets_no_answer()
    {
        using var stop = new CancellationTokenSource();
        _registry.Instead = async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Registries().AskAsync(ImageReference.Parse($"{_registry.Host}/demo/web:1.0")!, stop.Token));
    }

    private async Task<RegistryAnswer> AskAsync(string image, params (string Key, string? Value)[] settings)
    {
        if (settings.Length > 0) _services = Services([("Host", _registry.Host), ("PlainHttp", "true"), .. settings]);
        return (await AskAsync(ImageReference.Parse($"{_registry.Host}/{image}")!))!;
    }

    private Task<RegistryAnswer?> AskAsync(ImageReference image) => Registries().AskAsync(image, TestContext.Current.CancellationToken);

    private IImageRegistry Registries() => (_services ??= Services([("Host", _registry.Host), ("PlainHttp", "true")])).GetRequiredService<IImageRegistry>();

    private ServiceProvider Services(IEnumerable<(string Key, string? Value)> settings) => new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time)
        .AddRegistries(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => $"Registries:0:{setting.Key}", setting => setting.Value)).Build())
        .BuildServiceProvider();
}
