using Bunit;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Web.Page;
using ChatOpsBot.Host.Channels.Web.Page.Parts;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace ChatOpsBot.Tests.Channels.Web.Page.Parts;

public sealed class PartTests : BunitContext
{
    private readonly List<string> _pressed = [];
    private readonly RoomMessage _message = new(7, 1, new("web", "room/a"), DateTimeOffset.UnixEpoch, null, new() { Title = "x" });

    public PartTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Marked_up_names_are_shown_as_text()
    {
        const string Evil = "<img src=x onerror=alert(1)>";
        var view = Show(new Reply
        {
            Title = Evil,
            Parts = [new Paragraph(Evil), new Bullets([Evil]), new Facts([new(Evil, Evil)]), new Table([Evil], [[Evil]]), new Code(Evil, "log", 0, Evil), new Attachment(Evil, "text/plain", Evil)],
        });
        Assert.Empty(view.FindAll("img"));
        Assert.Contains("&lt;img", view.Markup);
    }

    [Theory]
    [InlineData(Tone.Good, Outcome.Answered, "✓ Good")]
    [InlineData(Tone.Bad, Outcome.Answered, "✗ Problem")]
    [InlineData(Tone.Warning, Outcome.Refused, "! Not done")]
    [InlineData(Tone.Warning, Outcome.NothingFound, "! Not found")]
    [InlineData(Tone.Plain, Outcome.Asked, "Question")]
    public void The_tone_is_a_sign_and_a_word(Tone tone, Outcome outcome, string words) =>
        Assert.Equal(words, Show(new Reply { Title = "x", Tone = tone, Outcome = outcome }).Find(".tone").TextContent.Trim());

    [Fact]
    public void A_table_is_sorted_by_the_column_that_is_pressed_and_shows_the_rest_on_demand()
    {
        var view = Show(new Table(["NAME", "AGE"], [.. Enumerable.Range(0, 500).Select(i => new[] { $"pod-{i * 7 % 500}", $"{i}m" })]));
        Assert.Equal(12, view.FindAll("tbody tr").Count);
        Assert.Equal("/files/7/0?room=on-call&as=alice", view.Find("a[download]").GetAttribute("href"));
        view.FindAll("th button")[0].Click();
        Assert.Equal("ascending", view.FindAll("th")[0].GetAttribute("aria-sort"));
        Assert.Equal(["pod-0", "pod-1", "pod-2"], view.FindAll("tbody td:first-child").Take(3).Select(cell => cell.TextContent));
        view.FindAll("th button")[0].Click();
        Assert.Equal("pod-499", view.Find("tbody td").TextContent);
        view.FindAll("button").Single(button => button.TextContent.Contains("Show all", StringComparison.Ordinal)).Click();
        Assert.Equal(500, view.FindAll("tbody tr").Count);
    }

    [Fact]
    public void A_dangerous_button_stands_last_whatever_its_place_and_nothing_asks_for_the_focus()
    {
        var view = Show(new Buttons([new("Do it", "approve 1", ButtonWeight.Dangerous), new("Look", "requests 1"), new("No", "deny 1")]));
        Assert.Equal(["Look", "No", "⚠ Do it"], view.FindAll("button").Select(button => string.Join(' ', button.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))));
        Assert.Empty(view.FindAll("[autofocus]"));
        view.FindAll("button")[^1].Click();
        Assert.Equal(["approve 1"], _pressed);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void A_choice_says_its_command(int count)
    {
        var view = Show(new PickList("Which?", [.. Enumerable.Range(0, count).Select(i => new Choice($"pod-{i}", $"why pod-{i}"))]));
        if (count > 8)
        {
            view.Find("select").Change("2");
            view.Find("form").Submit();
        }
        else
        {
            view.FindAll("button")[2].Click();
        }
        Assert.Equal(["why pod-2"], _pressed);
    }

    [Fact]
    public void Of_a_log_the_marked_line_is_in_sight_and_a_long_line_is_cut()
    {
        var lines = Enumerable.Range(0, 200).Select(i => i == 100 ? "FATAL " + new string('x', 10_000) : $"line {i}");
        var view = Show(new Code(string.Join('\n', lines), "log", 100, "checkout.log"));
        var mark = view.Find("mark").TextContent;
        Assert.Contains("FATAL", mark);
        Assert.True(mark.Length < 1000);
        Assert.Contains("line 99", view.Markup);
        Assert.DoesNotContain("line 199", view.Markup);
        view.FindAll("button")[^1].Click();
        Assert.Contains("line 199", view.Markup);
    }

    [Fact]
    public void Yaml_is_folded_by_its_first_keys()
    {
        var view = Show(new Code("kind: Pod\nspec:\n  a: 1\n  b: 2\n  c: 3\nstatus:\n  phase: Running\n", "yaml"));
        Assert.Equal("spec:", view.Find("summary code").TextContent);
        Assert.Equal(["kind: Pod", "  a: 1\n  b: 2\n  c: 3", "status:\n  phase: Running"], view.FindAll("pre").Select(pre => pre.TextContent));
    }

    [Fact]
    public void The_whole_text_goes_to_the_clipboard_and_a_short_command_is_no_file()
    {
        var view = Show(new Code("a\nb", "shell"));
        Assert.Empty(view.FindAll("a[download]"));
        view.FindAll("button")[0].Click();
        Assert.Equal("a\nb", Assert.Single(JSInterop.Invocations["page.copy"]).Arguments[0]);
    }

    [Fact]
    public void A_picture_can_run_nothing_and_has_words()
    {
        var view = Show(new Picture("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "The path"));
        Assert.Empty(view.FindAll("script, svg"));
        Assert.Equal("The path", view.Find("img").GetAttribute("alt"));
        Assert.StartsWith("data:image/svg+xml;base64,", view.Find("img").GetAttribute("src"), StringComparison.Ordinal);
    }

    private IRenderedComponent<ReplyView> Show(ReplyPart part) => Show(new Reply { Title = "x", Parts = [part] });

    private IRenderedComponent<ReplyView> Show(Reply reply)
    {
        var viewer = new Viewer(new Reader(Locale.English, TimeZoneInfo.Utc, DateTimeOffset.UnixEpoch), new(new("web:alice"), "Alice", "alice", true), "on-call", "/room/on-call?as=alice", (_, command) =>
        {
            _pressed.Add(command);
            return Task.CompletedTask;
        });
        return Render<ReplyView>(parameters => parameters.Add(view => view.Reply, reply).Add(view => view.Message, _message).AddCascadingValue(viewer));
    }
}
