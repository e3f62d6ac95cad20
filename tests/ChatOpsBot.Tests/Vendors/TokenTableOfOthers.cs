using System.Text.Json.Nodes;
using ChatOpsBot.Host.Channels.Teams.Authentication;
using ChatOpsBot.Tests.Channels.Teams;

namespace ChatOpsBot.Tests.Vendors;

/// <summary>Tokens of other clouds, of the Emulator and of skills, and good tokens for other activities.</summary>
internal static partial class TokenTable
{
    private const string Emulator = "A bot in production is not talked to by the Emulator, whose tokens anybody with the bot's own secret, or an account of those tenants, gets.";
    private const string Government = "https://api.botframework.us";
    private const string China = "https://api.botframework.azure.cn";

    private static Dictionary<string, TokenRow> Clouds() => new()
    {
        ["the government's token for a bot of the public cloud"] = Bad(claims => claims["iss"] = Government),
        ["China's token for a bot of the public cloud"] = Bad(claims => claims["iss"] = China),
        ["the government's token for the government's bot"] = Good(claims => claims["iss"] = Government) with { Cloud = BotCloud.UsGovernment },
        ["the public cloud's token for the government's bot"] = new(bench => bench.Bearer(), false) { Cloud = BotCloud.UsGovernment },
        ["another service for the government's bot"] =
            Bad(claims => (claims["iss"], claims["serviceurl"]) = (Government, "https://smba.trafficmanager.net/amer/")) with { Cloud = BotCloud.UsGovernment },
        ["China's token for China's bot"] = Good(claims => claims["iss"] = China) with { Cloud = BotCloud.China },
        ["the public cloud's token for China's bot"] = new(bench => bench.Bearer(), false) { Cloud = BotCloud.China },
    };

    private static Dictionary<string, TokenRow> Others() => new()
    {
        ["the Emulator, version 1"] = Good(App("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", "1.0", "appid", TeamsHost.AppId), Emulator) with { IsEmulators = true },
        ["the Emulator, version 2"] =
            Good(App("https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0", "2.0", "azp", TeamsHost.AppId), Emulator) with { IsEmulators = true },
        ["the Emulator of the bot's own tenant"] = Good(claims =>
        {
            App($"https://sts.windows.net/{TeamsHost.Tenant}/", "1.0", "appid", TeamsHost.AppId)(claims);
            claims["tid"] = TeamsHost.Tenant;
        }, Emulator + " Teams:Issuers takes such an issuer where it is wanted.") with
        { IsEmulators = true },
        ["the Emulator with another bot's id"] =
            Bad(App("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", "1.0", "appid", OtherApp)) with { IsEmulators = true },
        ["the Emulator without a version"] =
            Bad(claims => claims["iss"] = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/") with { IsEmulators = true },
        ["a skill with Bot Framework's issuer, version 1"] = Bad(App(TokenService.Issuer, "1.0", "appid", OtherApp)),
        ["a skill with Bot Framework's issuer, version 2"] = Bad(App(TokenService.Issuer, "2.0", "azp", OtherApp)),
        ["this bot's own id, version 1"] = Good(App(TokenService.Issuer, "1.0", "appid", TeamsHost.AppId)),
        ["this bot's own id, version 2"] = Good(App(TokenService.Issuer, "2.0", "azp", TeamsHost.AppId)),
        ["another application that names no version"] = Good(claims => claims["appid"] = OtherApp,
            "A token that another application got for this one is a skill's call, with a version or without; Microsoft's code asks for one first."),

        ["an activity of another channel that the key is for"] = new(bench => bench.Bearer(), true) { Activity = ("channelId", "webchat") },
        ["an activity of a channel that the key is not for"] = new(bench => bench.Bearer(), false) { Activity = ("channelId", "slack") },
        ["an activity of a channel in capitals"] = new(bench => bench.Bearer(), false) { Activity = ("channelId", "MSTEAMS") },
        ["an activity that names no service"] = new(bench => bench.Bearer(), true,
            "Without a service there is nowhere to answer and nothing that the claim could be compared with: it is no activity.")
        { Activity = ("serviceUrl", null) },
        ["an activity of another service"] = new(bench => bench.Bearer(), false) { Activity = ("serviceUrl", "https://smba.trafficmanager.net/amer/") },
        ["an activity of a service that nobody allowed"] = new(bench => bench.Bearer(claims => claims["serviceurl"] = "https://evil.example/"), true,
            "The bot's own token would go there: the host is to be on the list as well.")
        { Activity = ("serviceUrl", "https://evil.example/") },
    };

    private static Action<JsonObject> App(string issuer, string version, string name, string app) => claims => (claims["iss"], claims["ver"], claims[name]) = (issuer, version, app);
}
