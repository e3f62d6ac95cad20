// Tries to reconnect every second, for as long as it takes; a server that was restarted knows nothing of this window, so the window is loaded anew.
Blazor.start({ circuit: { reconnectionOptions: { retryIntervalMilliseconds: attempt => attempt === 0 ? 0 : 1000, maxRetries: 100000 } } });
document.getElementById('components-reconnect-modal').addEventListener('components-reconnect-state-changed', event => {
  if (event.detail.state === 'rejected' || event.detail.state === 'failed') location.reload();
});
