namespace ChatOpsBot.Host.Channels.Teams.Authentication;

/// <summary>Microsoft's clouds with a Bot Framework of their own.</summary>
internal enum BotCloud
{
    Public,
    UsGovernment,
    China,
}

/// <summary>Where a cloud's Bot Framework is.</summary>
/// <param name="Issuer">Who signs the tokens of incoming activities.</param>
/// <param name="Metadata">Where the keys are published.</param>
/// <param name="Scope">What the bot's own tokens are for.</param>
/// <param name="Authority">Where they are fetched.</param>
internal sealed record BotCloudEndpoints(string Issuer, Uri Metadata, string Scope, Uri Authority)
{
    /// <summary>The endpoints of a cloud: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication</summary>
    public static BotCloudEndpoints Of(BotCloud cloud) => cloud switch
    {
        BotCloud.UsGovernment => new(
            "https://api.botframework.us",
            new("https://login.botframework.azure.us/v1/.well-known/openidconfiguration"),
            "https://api.botframework.us/.default",
            new("https://login.microsoftonline.us/")),
        BotCloud.China => new(
            "https://api.botframework.azure.cn",
            new("https://login.botframework.azure.cn/v1/.well-known/openidconfiguration"),
            "https://api.botframework.azure.cn/.default",
            new("https://login.partner.microsoftonline.cn/")),
        _ => new(
            "https://api.botframework.com",
            new("https://login.botframework.com/v1/.well-known/openidconfiguration"),
            "https://api.botframework.com/.default",
            new("https://login.microsoftonline.com/")),
    };
}
