// Slack's own client of the Web API.
import { WebClient } from '@slack/web-api';
import { serve } from './lines.mjs';

const client = ({ url, token, options }) =>
  new WebClient(token, { slackApiUrl: `${url}/api/`, logLevel: 'error', retryConfig: { retries: 3, minTimeout: 1, maxTimeout: 1 }, ...options });

const end = async (slack, act) => {
  const waits = [];
  slack.on('rate_limited', (seconds) => waits.push(seconds));
  try {
    return { answer: await act(), waits };
  } catch (error) {
    return { code: error.code, error: error.data?.error, status: error.statusCode, retryAfter: error.retryAfter, details: error.data?.response_metadata?.messages, waits };
  }
};

serve({
  call: (args) => {
    const slack = client(args);
    // The method of its name where it has one: chat.postMessage is client.chat.postMessage.
    const method = args.method.split('.').reduce((at, name) => at?.[name], slack);
    return end(slack, () => (typeof method === 'function' ? method(args.args) : slack.apiCall(args.method, args.args)));
  },
  pages: (args) => {
    const slack = client(args);
    return end(slack, async () => {
      const pages = [];
      for await (const page of slack.paginate(args.method, args.args)) pages.push(page);
      return pages;
    });
  },
  upload: (args) => {
    const slack = client(args);
    return end(slack, () => slack.filesUploadV2({ ...args.args, file: Buffer.from(args.content, 'utf8') }));
  },
});
