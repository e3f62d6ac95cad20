using System.Text.Json;
using ChatOpsBot.Host.CommandLine;
using ChatOpsBot.Host.Hosting;

namespace ChatOpsBot.Tests.Channels.Web.SignIn;

/// <summary>A provider, and the whole program on its demo cluster with Alice's account of that provider in its configuration.</summary>
public sealed class SignInStage : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chatops-signin");

    internal ProviderStandIn Provider { get; private set; } = null!;

    internal BotApplication Bot { get; private set; } = null!;

    /// <summary>The settings that a bot of this provider has.</summary>
    internal string Settings { get; private set; } = "";

    internal Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Provider = await ProviderStandIn.StartAsync();
        Settings = Write(Provider, _folder.FullName);
        (Bot, Address) = await StartAsync(Provider, Settings, Path.Combine(_folder.FullName, "bot.db"));
    }

    /// <summary>A browser of its own.</summary>
    internal SignInBrowser Open() => new(Address);

    /// <summary>Somebody's browser, signed in.</summary>
    internal async Task<SignInBrowser> SignInAsync(string name)
    {
        var browser = Open();
        await browser.SignInAsync(name);
        return browser;
    }

    internal static async Task<(BotApplication Bot, Uri Address)> StartAsync(ProviderStandIn provider, string settings, string store)
    {
        var bot = await BotApplication.CreateAsync(new BotSettings(Demo: true, null, null, new FileInfo(settings), new FileInfo(store)), "http://127.0.0.1:0", localTests: false, TestContext.Current.CancellationToken);
        await bot.StartAsync(TestContext.Current.CancellationToken);
        var address = new Uri(bot.Urls.First());
        provider.RedirectUris.Add(new Uri(address, "/signin-oidc").AbsoluteUri);
        provider.RedirectUris.Add(new Uri(address, "/signed-out").AbsoluteUri);
        return (bot, address);
    }

    internal static string Write(ProviderStandIn provider, string folder, params string[] proxies)
    {
        var file = Path.Combine(folder, "settings.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            People = new { alice = new { Accounts = new[] { $"web:{provider.Issuer}|a-1" } } },
            Web = new
            {
                Personas = false,
                KnownProxies = proxies,
                OpenIdConnect = new { Authority = provider.Issuer, ProviderStandIn.ClientId, ProviderStandIn.ClientSecret },
            },
        }));
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
