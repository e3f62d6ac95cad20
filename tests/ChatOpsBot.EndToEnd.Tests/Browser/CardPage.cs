using System.Text.Json;
using Microsoft.Playwright;

namespace ChatOpsBot.EndToEnd.Tests.Browser;

/// <summary>A page with the vendor's renderer of Adaptive Cards, configured as Teams configures it.</summary>
internal sealed class CardPage(IPage page, string look)
{
    /// <summary>The npm packages (`npm ci` in cards/); null when they are not installed.</summary>
    public static string? Modules { get; } = new[] { Path.Combine(Repository.Root, "tests", "ChatOpsBot.EndToEnd.Tests", "cards", "node_modules") }
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "adaptivecards", "dist", "adaptivecards.js")));

    /// <summary>Opens one.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="theme">Of the client.</param>
    /// <param name="width">Of a card, in pixels.</param>
    public static async Task<CardPage> OpenAsync(Chromium chromium, CardTheme theme, int width)
    {
        const int Around = 20;
        var context = await chromium.Browser.NewContextAsync(theme.Options(width + 2 * Around));
        context.SetDefaultTimeout(Limit.OfAPage);
        var page = await context.NewPageAsync();
        // Microsoft's chat breaks words that no line of a message holds: its Agents Playground gives messages word-wrap: break-word.
        await page.SetContentAsync($$"""
            <!doctype html><meta charset="utf-8">
            <body style="margin: {{Around}}px; background: {{theme.Background}}"><main style="border: 1px solid #8888; border-radius: 4px; overflow-wrap: break-word"></main>
            """);
        await page.AddStyleTagAsync(new() { Path = Path.Combine(Modules!, "adaptivecards", "dist", "adaptivecards.css") });
        await page.AddStyleTagAsync(new() { Path = Path.Combine(Modules!, "adaptivecards-designer", "dist", "containers", theme.StyleSheet) });
        await page.AddScriptTagAsync(new() { Path = Path.Combine(Modules!, "adaptivecards", "dist", "adaptivecards.js") });
        var config = await File.ReadAllTextAsync(Path.Combine(Modules!, "adaptivecards-designer", "lib", "hostConfigs", theme.HostConfig), TestContext.Current.CancellationToken);
        await page.EvaluateAsync("config => { window.hostConfig = new AdaptiveCards.HostConfig(JSON.parse(config)); }", config);
        return new CardPage(page, $"{theme}-{width}");
    }

    /// <summary>Draws a card in the place of the one before, and takes a picture of it.</summary>
    /// <returns>What the renderer found wrong, what it left out, and what runs out of the card.</returns>
    public async Task<IReadOnlyList<string>> DrawAsync(string name, string card)
    {
        var faults = await page.EvaluateAsync<string[]>(Draw, card);
        await PhotographAsync(name);
        return faults;
    }

    private async Task PhotographAsync(string name)
    {
        var folder = Directory.CreateDirectory(Environment.GetEnvironmentVariable("CHATOPS_SCREENSHOTS") is { Length: > 0 } chosen ? chosen : Path.Combine(AppContext.BaseDirectory, "screenshots"));
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"card-{name}-{look}.png"), FullPage = true });
    }

    private const string Draw = """
        async source => {
          const faults = [];
          const json = JSON.parse(source);
          const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
          const card = new AdaptiveCards.AdaptiveCard();
          card.hostConfig = window.hostConfig;
          card.parse(json, context);
          for (let at = 0; at < context.eventCount; at++) faults.push('parsing: ' + context.getEventAt(at).message);
          for (const event of card.validateProperties().validationEvents) faults.push('validation: ' + event.message);
          const root = card.render();
          if (!root) return [...faults, 'nothing was rendered'];
          document.querySelector('main').replaceChildren(root);
          await Promise.all([...document.images].map(image => image.decode().catch(() => faults.push('a picture cannot be drawn'))));

          // What the card says against what is drawn, each as often as it is there.
          const said = { run: [], action: [], choice: [], image: [] };
          const read = (node, key) => {
            if (Array.isArray(node)) return node.forEach(item => read(item, key));
            if (node === null || typeof node !== 'object') return;
            if (node.type === 'TextRun') said.run.push(node.text);
            if (node.type === 'Image') said.image.push(node.altText);
            if (node.type?.startsWith('Action.')) { said.action.push(node.title); return; }
            if (node.type === 'Input.ChoiceSet') said.choice.push(...node.choices.map(choice => choice.title));
            Object.values(node).forEach(value => read(value));
          };
          read(json.body);
          const texts = (selector, text) => [...root.querySelectorAll(selector)].filter(item => item.getClientRects().length > 0 || item.tagName === 'OPTION').map(text);
          const drawn = {
            run: texts('.ac-textRun', run => run.innerText),
            action: texts('.ac-pushButton', button => button.textContent),
            choice: texts('option:not([disabled])', option => option.textContent),
            image: texts('img', image => image.alt),
          };
          for (const kind of Object.keys(said)) {
            const left = drawn[kind].map(text => text.replace(/\s+/g, ' ').trim());
            for (const text of said[kind]) {
              const at = left.indexOf(text.replace(/\s+/g, ' ').trim());
              if (at < 0) faults.push(`dropped ${kind}: ${text}`); else left.splice(at, 1);
            }
          }

          const edge = root.getBoundingClientRect();
          for (const item of root.querySelectorAll('*')) {
            const box = item.getBoundingClientRect();
            if (box.width > 0 && (box.right > edge.right + 0.5 || box.left < edge.left - 0.5)) faults.push(`runs out of the card: ${item.tagName}.${item.className} ${item.textContent.slice(0, 60)}`);
          }
          for (const button of root.querySelectorAll('.ac-pushButton')) {
            if ([button, ...button.querySelectorAll('*')].some(item => item.clientWidth > 0 && item.scrollWidth > item.clientWidth) && button.closest('.ac-actionSet').querySelectorAll('.ac-pushButton').length > 1) faults.push(`a title is cut though another button stands beside it: ${button.textContent}`);
          }
          if (root.scrollWidth > root.clientWidth) faults.push(`${root.scrollWidth - root.clientWidth} px wider than the card`);
          return faults;
        }
        """;
}
