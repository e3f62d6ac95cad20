// Tries to reconnect every second, for as long as it takes; a server that was restarted knows nothing of this window, so the window is loaded anew.
// One that is back and lets nobody in says so: the session ended meanwhile, and no trying brings it back.
Blazor.start({ circuit: { reconnectionOptions: { retryIntervalMilliseconds: attempt => attempt === 0 ? 0 : 1000, maxRetries: 100000 } } });
const modal = document.getElementById('components-reconnect-modal');
modal.addEventListener('components-reconnect-state-changed', async event => {
  const { state } = event.detail;
  if (state === 'rejected' || state === 'failed') location.reload();
  if (state !== 'show' && state !== 'retrying') return;
  const answer = await fetch('_blazor/initializers', { cache: 'no-store' }).catch(() => null);
  if (answer?.status !== 401) return;
  modal.querySelector('.ended a').href = location.href;
  modal.classList.add('session-ended');
});
