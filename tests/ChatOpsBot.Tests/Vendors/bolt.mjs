// Slack's own framework, with listeners for what the bot takes.
import bolt from '@slack/bolt';
import { serve } from './lines.mjs';

let app;
let settled = 0;
let told = () => {};

function listen(receiver, { url, token }) {
  app = new bolt.App({ receiver, token, clientOptions: { slackApiUrl: `${url}/api/` }, logLevel: 'error' });
  app.event('app_mention', async () => {});
  app.event('app_home_opened', async () => {});
  app.message(async () => {});
  app.command('/chatops', ({ ack }) => ack({ response_type: 'in_channel' }));
  app.action({ type: 'block_actions' }, ({ ack }) => ack());
  app.view('reason', ({ ack }) => ack());
  app.shortcut('why', ({ ack }) => ack());
  app.options('pick:name', ({ ack }) => ack({ options: [] }));
  const process = app.processEvent.bind(app);
  app.processEvent = async (event) => {
    try {
      await process(event);
    } finally {
      settled += 1;
      told();
    }
  };
}

serve({
  async http(args) {
    const receiver = new bolt.HTTPReceiver({
      signingSecret: args.secret, endpoints: ['/slack/events'], unhandledRequestTimeoutMillis: 300, logLevel: 'error',
    });
    listen(receiver, args);
    const server = await app.start({ port: 0, host: '127.0.0.1' });
    return { url: `http://127.0.0.1:${server.address().port}/slack/events` };
  },
  async socket(args) {
    listen(new bolt.SocketModeReceiver({
      appToken: args.appToken, installerOptions: { clientOptions: { slackApiUrl: `${args.url}/api/` } }, logLevel: 'error',
    }), args);
    await app.start();
  },
  // Ends once so many payloads are done with, acknowledged or not.
  async settled({ count }) {
    while (settled < count) await new Promise((resolve) => { told = resolve; });
  },
});
