using Bunit;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Web.Page;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace ChatOpsBot.Tests.Channels.Web.Page;

public sealed class ComposerTests : BunitContext
{
    private readonly List<(string Text, TaskCompletionSource<IReadOnlyList<Suggestion>> Answer, CancellationToken Stopped)> _asked = [];

    private readonly List<string> _sent = [];

    public ComposerTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void What_was_typed_is_completed_and_a_choice_goes_on()
    {
        var composer = Show();
        Type(composer, "wh");
        Answer(composer, "why ");
        composer.Find(".suggestions button").Click();
        Assert.Equal(["why "], Written());
        Assert.Equal(["wh", "why "], _asked.Select(asked => asked.Text));
    }

    [Theory]
    [InlineData("Escape")]
    [InlineData("ArrowUp")]
    public void A_list_that_was_closed_does_not_come_back_with_an_answer_that_was_on_its_way(string key)
    {
        var composer = Show();
        Type(composer, "why checkout -n shop ");
        composer.Find("textarea").KeyDown(new KeyboardEventArgs { Key = key });
        Assert.True(Assert.Single(_asked).Stopped.IsCancellationRequested);
        Answer(composer, "--all");
        Assert.Empty(composer.FindAll(".suggestions"));
    }

    [Fact]
    public void Escape_on_a_suggestion_closes_the_list_and_goes_back_to_the_text()
    {
        var composer = Show();
        Type(composer, "wh");
        Answer(composer, "why ");
        var moved = Focused();
        composer.Find(".suggestions button").KeyDown(new KeyboardEventArgs { Key = "Escape" });
        Assert.Empty(composer.FindAll(".suggestions"));
        Assert.Equal(moved + 1, Focused());
    }

    [Fact]
    public void A_file_becomes_a_sentence_that_is_not_sent_yet()
    {
        var composer = Show();
        composer.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("kind: Pod\n", "web.yaml"));
        composer.WaitForAssertion(() => Assert.Equal(["check\nkind: Pod\n"], Written()));
        Assert.Empty(_sent);
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused_by_its_name_until_one_types()
    {
        var composer = Show();
        composer.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(new string('x', SpokenDefinition.Limit + 1), "dump.yaml"));
        Assert.Contains("dump.yaml is too large", composer.Find("[role=alert]").TextContent);
        Type(composer, "wh");
        Assert.Empty(composer.FindAll("[role=alert]"));
    }

    private IRenderedComponent<Composer> Show()
    {
        var viewer = new Viewer(new Reader(Locale.English, TimeZoneInfo.Utc, DateTimeOffset.UnixEpoch), new(new("web:alice"), "Alice", "alice", true), "on-call", "/room/on-call", (_, _) => Task.CompletedTask);
        return Render<Composer>(parameters => parameters
            .Add(composer => composer.Send, said =>
            {
                _sent.Add(said);
                return Task.CompletedTask;
            })
            .Add(composer => composer.History, () => ["whoami"])
            .Add(composer => composer.Complete, CompleteAsync)
            .AddCascadingValue(viewer));
    }

    private Task<IReadOnlyList<Suggestion>> CompleteAsync(string text, CancellationToken cancellationToken)
    {
        _asked.Add((text, new(), cancellationToken));
        return _asked[^1].Answer.Task;
    }

    // Into the browser's field, whose text is never rendered.
    private IEnumerable<object?> Written() => JSInterop.Invocations["page.write"].Select(call => call.Arguments[0]);

    private int Focused() => JSInterop.Invocations.Count(call => call.Identifier.EndsWith(".focus", StringComparison.Ordinal));

    private static void Type(IRenderedComponent<Composer> composer, string text) => composer.Find("textarea").Input(text);

    // On the renderer's own thread, so that what follows from it has been drawn when this returns.
    private void Answer(IRenderedComponent<Composer> composer, string suggestion) =>
        composer.InvokeAsync(() => _asked[^1].Answer.SetResult([new(suggestion, suggestion)])).GetAwaiter().GetResult();
}
