using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsBot.EndToEnd.Tests.Web;

/// <summary>A definition that is pasted into the field where one types.</summary>
public sealed class DefinitionTests
{
    private const string Pod = """
        check -n shop
        apiVersion: v1
        kind: Pod
        metadata:
          name: newcomer
        spec:
          containers:
          - name: app
            image: nginx
            envFrom:
            - configMapRef:
                name: nowhere
        """;

    [Theory(Timeout = Limit.OfATest)]
    [InlineData("en-GB", false, true)]
    [InlineData("zh-CN", true, false)]
    public async Task A_pasted_definition_keeps_its_lines_and_is_checked(string locale, bool phone, bool dark)
    {
        await using var stage = await Stage.OpenAsync();
        var alice = await stage.WindowAsync("/room/changes?as=alice", new Look(locale, phone, dark), "definition");
        await alice.Page.Keyboard.InsertTextAsync(Pod);
        await Expect(alice.Input).ToHaveValueAsync(Pod);
        await alice.Page.Keyboard.PressAsync("Shift+Enter");
        await Expect(alice.Input).ToHaveValueAsync(Pod + "\n");
        await alice.PhotographAsync("1-definition");
        await alice.IsSoundAsync();
        await alice.Page.Keyboard.PressAsync("Enter");
        var review = await alice.SeesAsync("CHB501", "nowhere", "CHB951");
        await Expect(review.Locator("h3")).ToBeInViewportAsync();
        await Expect(alice.Input).ToHaveValueAsync("");
        await alice.PhotographAsync("2-findings");
        await alice.IsSoundAsync();

        // The same as a file: it stands in the field until it is sent.
        var file = Pod[(Pod.IndexOf('\n', StringComparison.Ordinal) + 1)..].Replace("nowhere", "elsewhere", StringComparison.Ordinal);
        await alice.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "pod.yaml", MimeType = "application/yaml", Buffer = Encoding.UTF8.GetBytes(file) });
        await Expect(alice.Input).ToHaveValueAsync($"check\n{file}");
        await Expect(alice.Input).ToBeFocusedAsync();
        await alice.PhotographAsync("3-file");
        await alice.IsSoundAsync();
        await alice.Page.Keyboard.PressAsync("Enter");
        await alice.SeesAsync("CHB501", "elsewhere");
    }
}
