using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using ChatOpsBot.Core.Conversations;
using ChatOpsBot.Core.Replies;
using ChatOpsBot.Core.Texts;
using ChatOpsBot.Host.Channels.Web.Rooms;
using ChatOpsBot.Host.Channels.Web.Serving;
using ChatOpsBot.Host.Channels.Web.Visitors;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace ChatOpsBot.Host.Channels.Web.Page;

/// <summary>A window: one visitor, one room, live.</summary>
public sealed partial class ChatPage
{
    private const int FarthestLink = 2000;

    // Two drawings in this time are enough for whoever reads, and in a busy room they save most of the work. Two, because a sentence
    // and its answer come one right after the other, and the answer must not wait.
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(200);

    // How often ages and countdowns move.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _closed = new();
    private readonly Scrollback _messages = new();
    private readonly Places _places;
    private Reader _reader = null!;
    private Viewer? _viewer;
    private Visitor? _outside;
    private ClaimsPrincipal? _user;
    private ConversationAddress? _where;
    private Room? _room;
    private RoomMessage? _walk;
    private RoomMessage? _pod;
    private Composer? _composer;
    private string? _asked;
    private long? _lead;
    private ITimer? _ticking;
    private DateTimeOffset _drawn;
    private DateTimeOffset _drawnBefore;
    private string _title = "";
    private string _zone = "";
    private int _new;
    private int _due;
    private bool _dark;
    private bool _panel;
    private bool _shortening;
    private bool _entered;

    /// <summary>The shared room; null in the visitor's own chat, and at the front door, which leads to the first one.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>The persona that the window's address names.</summary>
    [SupplyParameterFromQuery(Name = "as")]
    public string? As { get; set; }

    [CascadingParameter]
    private Preferences Preferences { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState>? SignIn { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IServiceProvider Services { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private Desk Desk { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <summary>A window that is not in a room yet.</summary>
    public ChatPage() => _places = new Places(OnChanged);

    private VisitorDesk VisitorDesk => Services.GetRequiredService<VisitorDesk>();

    private RoomAddress Rooms => Services.GetRequiredService<RoomAddress>();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _places.Leave();
        if (_ticking is not null) await _ticking.DisposeAsync();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => (_dark, _zone) = (Preferences.Dark ?? Preferences.SystemIsDark, Preferences.Zone);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _user = SignIn is null ? null : (await SignIn).User;
        var visitor = VisitorDesk.Of(As, _user);
        Look();
        _entered = true;
        if (!MayStay(visitor)) return;
        var chat = Name is null && Navigation.ToBaseRelativePath(Navigation.Uri).StartsWith("chat", StringComparison.Ordinal);
        var name = chat ? null : Name ?? Rooms.Names[0];
        var where = Rooms.Of(name, visitor);
        if (_viewer is not null && where == _where && visitor == _viewer.Visitor) return;
        _viewer = new Viewer(_reader, visitor, name, Here(name, visitor), PressAsync);
        _title = name is null ? Say("nav.chat") : $"# {name}";
        _where = where;
        await EnterAsync(where, visitor);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_lead is { } lead)
        {
            _lead = null;
            await Browser.InvokeVoidAsync("page.lead", $"m{lead}");
        }
        if (!firstRender) return;
        _ticking = Time.CreateTimer(_ => _ = InvokeAsync(TickAsync), null, Tick, Tick);
        // At the very first visit no cookie has told them yet.
        _zone = await Browser.InvokeAsync<string>("page.zone");
        _dark = Preferences.Dark ?? await Browser.InvokeAsync<bool>("page.systemIsDark");
        await TickAsync();
        await RevealAsync();
    }

    private async Task EnterAsync(ConversationAddress? where, Visitor visitor)
    {
        Leave();
        await _places.EnterAsync(
            Services.GetRequiredService<Reception>(),
            visitor,
            [.. Rooms.Names.Select(name => (Rooms.Shared(name)!, $"# {name}", Here(name, visitor))), (RoomAddress.Personal(visitor), Say("nav.chat"), Here(null, visitor))],
            _closed.Token);
        _room = _places.Find(where);
        if (_room is not null) Read(_room);
    }

    // The configuration and the session are asked whenever the window moves: who is taken out of either sees nothing new.
    private bool MayStay([NotNullWhen(true)] Visitor? visitor)
    {
        if (visitor is { IsKnown: true }) return true;
        Leave();
        (_outside, _viewer, _where) = (visitor, null, null);
        return false;
    }

    private void Leave()
    {
        _places.Leave();
        _messages.Clear();
        (_room, _walk, _pod, _asked, _lead) = (null, null, null, null, null);
    }

    // A link to a message that is not at hand brings its history with it.
    private async Task RevealAsync()
    {
        if (_room is null || new Uri(Navigation.Uri).Fragment is not ['#', 'm', .. var number] || !long.TryParse(number, out var id)) return;
        while (_messages.HasEarlier && _messages.Count < FarthestLink && _messages.Shown.First().Id > id) await EarlierAsync();
        StateHasChanged();
        await Browser.InvokeVoidAsync("page.reveal", $"m{id}");
    }

    private Task EarlierAsync() => _room is null ? Task.CompletedTask : _messages.ReadEarlierAsync(_room, _closed.Token);

    private void OnChanged()
    {
        if (Interlocked.Exchange(ref _due, 1) == 1 || _closed.IsCancellationRequested) return;
        _ = InvokeAsync(ChangedAsync);
    }

    private async Task ChangedAsync()
    {
        try
        {
            var wait = _drawnBefore + Frame - Time.GetUtcNow();
            if (wait > TimeSpan.Zero) await Task.Delay(wait, Time, _closed.Token);
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            return;
        }
        // From here on a change asks for another drawing.
        Interlocked.Exchange(ref _due, 0);
        if (MayStay(VisitorDesk.Of(As, _user)) && _room is not null) Read(_room);
        (_drawnBefore, _drawn) = (_drawn, Time.GetUtcNow());
        StateHasChanged();
        await ShortenAsync();
    }

    // What somebody reads further up is not taken away; while nobody does, a busy room does not make the window ever longer.
    private async Task ShortenAsync()
    {
        if (!_messages.IsLong || _shortening) return;
        _shortening = true;
        try
        {
            if (!await Browser.InvokeAsync<bool>("page.isAtEnd", _closed.Token)) return;
            _messages.Shorten();
            StateHasChanged();
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The window is gone or does not answer; if it comes back, the next message asks again.
        }
        finally
        {
            _shortening = false;
        }
    }

    private Task TickAsync()
    {
        MayStay(VisitorDesk.Of(As, _user));
        Look();
        StateHasChanged();
        return Task.CompletedTask;
    }

    private void Look()
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(_zone, out var found) ? found : TimeZoneInfo.Utc;
        _reader = new Reader(Locale.From(Preferences.Locale), zone, Time.GetUtcNow());
        if (_viewer is not null) _viewer = _viewer with { Reader = _reader };
    }

    private void Read(Room room)
    {
        var newest = room.Newest;
        _messages.Read(room);
        _places.See(room);
        // What one says leads to its answer.
        if (_asked is { } asked && newest.Find(message => message.Answers == asked) is { } answer) (_asked, _lead) = (null, answer.Id);
        // A card that lives on counts from when it last moved.
        _walk = newest.Where(Desk.ShowsWalk).MaxBy(message => message.Change);
        _pod = newest.Where(message => message.Reply?.Pod is not null).MaxBy(message => message.Change);
        _new = _places.All.Sum(Unread);
    }

    private int Unread(Place place) => place.Where == _where ? 0 : _places.Unread(place);

    private async Task SendAsync(string text)
    {
        if (_viewer is null || _where is null) return;
        var said = await Services.GetRequiredService<Microphone>().SayAsync(_viewer.Visitor, _where, text, _reader with { Now = Time.GetUtcNow() }, _closed.Token);
        (_asked, _lead) = (said.Said!.EventId, said.Id);
    }

    private async Task PressAsync(RoomMessage? message, string command)
    {
        if (_viewer is null || _where is null) return;
        // Beside the chat: where the panel lies over the chat, it would hide the answer.
        if (message is null) _panel = false;
        if (message?.Reply?.Card is null) await SendAsync(command);
        else await Services.GetRequiredService<Microphone>().PressAsync(_viewer.Visitor, message, command, _reader with { Now = Time.GetUtcNow() }, _closed.Token);
        // The button may be gone with the next state of its card.
        if (_composer is not null) await _composer.FocusAsync();
    }

    private Task<Reply> AskAsync(string command, CancellationToken cancellationToken) => Desk.AskAsync(_viewer!.Visitor, command, _reader, cancellationToken);

    private Task<IReadOnlyList<Suggestion>> CompleteAsync(string text, CancellationToken cancellationToken) =>
        Desk.CompleteAsync(_viewer!.Visitor, _where!, text, _reader, cancellationToken);

    private List<string> History() =>
        [.. _messages.Newest.Select(message => message.Said).OfType<Intent>().Where(said => said.Account == _viewer!.Visitor.Account).Select(said => said.Text).Distinct()];

    private string LinkAs(Visitor persona) => Here(_viewer!.Room, persona);

    private static string Here(string? room, Visitor visitor) =>
        (room is null ? "/chat" : $"/room/{room}") + (visitor.Key is null ? "" : $"?as={Uri.EscapeDataString(visitor.Key)}");

    private string Say(string key, params Text[] arguments) => _reader.Read(Text.Of($"web.{key}", arguments));
}
