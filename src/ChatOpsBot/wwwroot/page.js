// What Blazor cannot do by itself: cookies from the browser's clock and colours, drafts that outlive a connection, Enter that sends, the clipboard,
// scrolling to a message.
(() => {
  const remember = (name, value) => { document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`; };
  const dark = matchMedia('(prefers-color-scheme: dark)');
  remember('zone', Intl.DateTimeFormat().resolvedOptions().timeZone);
  remember('system-theme', dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', () => remember('system-theme', dark.matches ? 'dark' : 'light'));
  // Before anything is drawn: at a first visit the server could not know.
  const root = document.documentElement;
  if (root.dataset.theme === 'system') root.dataset.system = dark.matches ? 'dark' : 'light';

  const field = () => document.getElementById('say');
  const keep = say => sessionStorage.setItem(say.dataset.draft, say.value);
  let typedSince = false;
  document.addEventListener('submit', () => { typedSince = false; });
  document.addEventListener('input', event => {
    if (event.target.id !== 'say') return;
    typedSince = true;
    keep(event.target);
  });

  // In a field of several lines Enter would make a line; while an input method composes, it takes the word.
  document.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.target.id !== 'say') return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });

  // A link within the document asks no server.
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a.when');
    if (link) page.reveal(link.hash.slice(1));
  });

  globalThis.page = {
    restore: key => (field().value = sessionStorage.getItem(key) ?? ''),
    write: text => {
      typedSince = true;
      field().value = text;
      keep(field());
    },
    // What was typed since then stays, behind what was sent or in its place.
    sent: text => {
      const say = field();
      if (!typedSince) {
        say.value = '';
        keep(say);
      } else if (say.value.length > text.length && say.value.startsWith(text)) {
        say.value = say.value.slice(text.length);
        say.dispatchEvent(new Event('input', { bubbles: true }));
      }
    },
    systemIsDark: () => dark.matches,
    zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    copy: text => navigator.clipboard.writeText(text),
    // The list is laid out from its end: there it is scrolled by nothing.
    isAtEnd: () => Math.abs(document.querySelector('.messages')?.scrollTop ?? 0) < 8,
    // A message that is higher than the list is shown from its first line.
    lead: id => {
      const message = document.getElementById(id);
      message?.scrollIntoView({ block: message.offsetHeight > message.closest('.messages').clientHeight ? 'start' : 'nearest' });
    },
    reveal: id => {
      document.querySelector('.message.linked')?.classList.remove('linked');
      const message = document.getElementById(id);
      message?.classList.add('linked');
      page.lead(id);
    },
  };
})();
