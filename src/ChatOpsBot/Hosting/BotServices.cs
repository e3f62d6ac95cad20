using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Diagnosis.Walks;
using ChatOpsBot.Core.Remediation;
using ChatOpsBot.Host.Clusters;
using ChatOpsBot.Host.Demo;
using ChatOpsBot.Host.Identity;
using ChatOpsBot.Host.Registries;
using ChatOpsBot.Host.Scopes;
using ChatOpsBot.Host.Storage;
using Microsoft.Extensions.Options;

namespace ChatOpsBot.Host.Hosting;

/// <summary>The program's parts, one line a slice: the same for the server and for `ask`.</summary>
internal static class BotServices
{
    public static IServiceCollection AddBot(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(TimeProvider.System)
        .AddPeople(configuration)
        .AddClusters(configuration)
        .AddRegistries(configuration)
        .AddStorage(options => configuration.GetSection("Storage").Bind(options))
        .AddConversations()
        .AddScopes(configuration)
        .AddDemo(configuration)
        .AddPolicy(configuration)
        .AddApprovals()
        .AddRemediation()
        .AddWalks()
        .AddSingleton<RunDueRequests>(provider => provider.GetRequiredService<ActionExecutor>().RunDueAsync);

    private static IServiceCollection AddPolicy(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ApprovalPolicy>().Bind(configuration.GetSection(ApprovalPolicy.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ApprovalPolicy>, PolicyValidator>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ApprovalPolicy>>().Value);
        return services;
    }

    private sealed class PolicyValidator : IValidateOptions<ApprovalPolicy>
    {
        public ValidateOptionsResult Validate(string? name, ApprovalPolicy options) =>
            options.Problems().ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }
}
