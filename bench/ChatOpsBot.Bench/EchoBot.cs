using System.Globalization;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Connector.Authentication;
using Microsoft.Bot.Schema;

namespace ChatOpsBot.Bench;

/// <summary>The least bot that Microsoft.Bot.Builder makes, for comparison: it sends back what it is sent, without tokens and without a store.
/// https://learn.microsoft.com/azure/bot-service/bot-service-quickstart-create-bot</summary>
internal sealed class EchoBot : ActivityHandler
{
    public static async Task ServeAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.Services.AddHttpClient();
        builder.Services.AddSingleton<BotFrameworkAuthentication, ConfigurationBotFrameworkAuthentication>();
        builder.Services.AddSingleton<IBotFrameworkHttpAdapter>(services => new CloudAdapter(services.GetRequiredService<BotFrameworkAuthentication>()));
        builder.Services.AddTransient<IBot, EchoBot>();
        var app = builder.Build();
        app.MapPost("/api/messages", (HttpContext http, IBotFrameworkHttpAdapter adapter, IBot bot) => adapter.ProcessAsync(http.Request, http.Response, bot));
        await app.StartAsync();
        await Console.Out.WriteLineAsync("Ctrl+C ends it.");
        await app.WaitForShutdownAsync();
    }

    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        turnContext.SendActivityAsync(MessageFactory.Text(string.Create(CultureInfo.InvariantCulture, $"Echo: {turnContext.Activity.Text}")), cancellationToken);
}
