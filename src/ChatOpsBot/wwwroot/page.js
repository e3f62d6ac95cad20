// What Blazor cannot do by itself: cookies from the browser's clock and colours, drafts that outlive a connection, Enter that sends, the clipboard.
(() => {
  const remember = (name, value) => { document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`; };
  const dark = matchMedia('(prefers-color-scheme: dark)');
  remember('zone', Intl.DateTimeFormat().resolvedOptions().timeZone);
  remember('system-theme', dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', () => remember('system-theme', dark.matches ? 'dark' : 'light'));

  document.addEventListener('input', event => {
    if (event.target.dataset.draft) sessionStorage.setItem(event.target.dataset.draft, event.target.value);
  });

  // In a field of several lines Enter would make a line; while an input method composes, it takes the word.
  document.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.target.id !== 'say') return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });

  globalThis.page = {
    draft: key => sessionStorage.getItem(key),
    forget: key => sessionStorage.removeItem(key),
    systemIsDark: () => dark.matches,
    zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    copy: text => navigator.clipboard.writeText(text),
    reveal: id => { const message = document.getElementById(id); message?.scrollIntoView({ block: 'center' }); message?.classList.add('linked'); },
  };
})();
