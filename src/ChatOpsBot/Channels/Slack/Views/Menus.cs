using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Slack.Api;
using ChatOpsBot.Host.Channels.Slack.Blocks;

namespace ChatOpsBot.Host.Channels.Slack.Views;

/// <summary>Answers menus that ask for their options as one types: a message's long pick list, and names of the cluster.
/// https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select</summary>
internal sealed class Menus(SlackDesk desk, TimeProvider time)
{
    /// <summary>What the block_id of a menu starts with whose options are names of the cluster; the rest is the command before them.</summary>
    public const string Names = "names:";

    private const int Most = 1000;

    // Slack shows nothing when the options come later than after three seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, (PickList Pick, Reader Reader)> _shown = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>Keeps the long pick lists of a message, as long as not a thousand newer ones came.</summary>
    public void Keep(RenderedMessage message, Reader reader)
    {
        foreach (var (block, pick) in message.Searched)
        {
            _shown[block] = (pick, reader);
            _order.Enqueue(block);
        }
        while (_shown.Count > Most && _order.TryDequeue(out var oldest)) _shown.TryRemove(oldest, out _);
    }

    /// <summary>The options for what was typed.</summary>
    public async Task<JsonObject> SuggestAsync(JsonObject payload, SlackAccount who, CancellationToken cancellationToken)
    {
        var (block, typed) = (payload.Text("block_id") ?? "", payload.Text("value") ?? "");
        if (_shown.TryGetValue(block, out var shown)) return Options(PickListPart.Suggestions(shown.Pick, shown.Reader, typed));
        // A message from before a restart: its choices are commands, which what is typed may begin.
        var before = block.StartsWith(Names, StringComparison.Ordinal) ? block[Names.Length..] + " " : "";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var intent = new Intent("", who.Id, null, SlackReference.Direct(who).Address, before + typed, null, null, time.GetUtcNow());
            var found = await desk.CompleteAsync(intent, patience.Token);
            return Options(new JsonArray([.. found
                .Where(suggestion => suggestion.Text.Trim().Length is > 0 and <= BlockLimits.OptionValue)
                .Select(suggestion => new JsonObject { ["text"] = ViewNodes.Plain(suggestion.Shown, BlockLimits.Option), ["value"] = suggestion.Text.Trim() })]));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Options([]);
        }
    }

    private static JsonObject Options(JsonArray options) => new() { ["options"] = options };
}
