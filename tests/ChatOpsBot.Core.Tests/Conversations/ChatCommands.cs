using ChatOpsBot.Core.Conversations;

namespace ChatOpsBot.Core.Tests.Conversations;

/// <summary>Every command of the program, for its syntax alone: made without the services that answering needs.</summary>
internal static class ChatCommands
{
    public static IReadOnlyList<ChatCommand> All() => [.. typeof(ChatCommand).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(ChatCommand)))
        .Select(type =>
        {
            var constructor = type.GetConstructors().Single();
            return (ChatCommand)constructor.Invoke([.. constructor.GetParameters().Select(_ => (object?)null)]);
        })
        .OrderBy(command => command.Name, StringComparer.Ordinal)];
}
