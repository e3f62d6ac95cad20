using System.CommandLine;
using System.Globalization;
using ChatOpsBot.Core.Approvals;
using ChatOpsBot.Core.Identity;
using ChatOpsBot.Core.Redaction;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;

namespace ChatOpsBot.Core.Conversations.Requests;

/// <summary>What the commands about requests share.</summary>
internal static class RequestWords
{
    private const int LongestReason = 500;

    /// <summary>The number of a request: 12 or #12.</summary>
    public static Argument<string> Number() => new("request") { HelpName = "N" };

    /// <summary>The rest of the line.</summary>
    public static Argument<string[]> Reason() => new(CommandSyntax.FreeText) { Arity = ArgumentArity.ZeroOrMore, HelpName = "REASON" };

    /// <summary>The number that a word is; null when it is none.</summary>
    public static RequestId? ReadNumber(string word) =>
        long.TryParse(word.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new RequestId(number) : null;

    /// <summary>A reason as it is kept: one harmless line of no more than 500 characters; null when nothing was said.</summary>
    public static string? ReadReason(string? words)
    {
        if (string.IsNullOrWhiteSpace(words)) return null;
        var line = Neutral.Line(words).Trim();
        return line.Length <= LongestReason ? line : line[..LongestReason] + "…";
    }

    /// <summary>The word is no number.</summary>
    public static Reply NoNumber(string word) =>
        Reply.Refused(Text.Of("requests.no-number", Neutral.Line(word)), new Buttons([new(Text.Of("requests.button.list"), "requests")]));

    /// <summary>The answer to a click or a typed decision. It is a sentence and not the card: the card is published by whoever
    /// changes the request, and an answer that is written a moment later must not put an older state in its place.</summary>
    public static Reply Answer(TransitionResult result, IPeople people) => result switch
    {
        TransitionResult.Done done => new Reply
        {
            Title = RefusalTexts.Standing(done.Request, people),
            Parts = [new Buttons([new(Text.Of("requests.button.details"), $"requests {done.Request.Id}")])],
        },
        TransitionResult.Refused { Why: Refusal.NoSuchRequest } none =>
            Reply.NothingFound(none.Why.Explain(null, people), new Buttons([new(Text.Of("requests.button.list"), "requests")])),
        TransitionResult.Refused refused => Refuse(refused.Why, refused.Request, people),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    /// <summary>A refusal with a way to look at the request.</summary>
    public static Reply Refuse(Refusal why, ActionRequest? request, IPeople people) => Reply.Refused(why.Explain(request, people),
        request is null ? [] : [new Buttons([new(Text.Of("requests.button.details"), $"requests {request.Id}")])]);
}
