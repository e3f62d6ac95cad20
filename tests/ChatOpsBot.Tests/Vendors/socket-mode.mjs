// Slack's own client of Socket Mode.
import { SocketModeClient } from '@slack/socket-mode';
import { serve } from './lines.mjs';

let client;
let seen = [];
let acknowledges = true;
let told = () => {};

serve({
  async start({ url, token }) {
    [seen, acknowledges] = [[], true];
    // Its pause before it connects again is as long as its patience with pings.
    client = new SocketModeClient({ appToken: token, clientOptions: { slackApiUrl: `${url}/api/` }, clientPingTimeout: 1000, logLevel: 'error' });
    client.on('slack_event', ({ ack, envelope_id, type, body, retry_num, accepts_response_payload }) => {
      seen.push({ envelope_id, type, body, retry_num, accepts_response_payload });
      // What cannot be acknowledged through a socket that closes comes again.
      if (acknowledges) ack(type === 'slash_commands' ? { text: 'taken' } : undefined).catch((error) => console.error(error));
      told();
    });
    try {
      await client.start();
      return { connected: true };
    } catch (error) {
      return { connected: false, code: error?.code, error: error?.data?.error };
    }
  },
  acknowledge: ({ whether }) => { acknowledges = whether; },
  // What came, once there is as much of it.
  async seen({ count }) {
    while (seen.length < count) await new Promise((resolve) => { told = resolve; });
    return seen;
  },
  stop: () => client.disconnect(),
});
