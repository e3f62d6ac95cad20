// The tests drive vendors' code through lines of JSON: {id, call, args} comes in, {id, value} or {id, error} goes out.
import { createInterface } from 'node:readline';

// Standard output is for the answers: what the vendors' loggers say goes to standard error.
for (const level of ['log', 'info', 'debug', 'warn']) console[level] = console.error;

export function serve(calls) {
  createInterface({ input: process.stdin }).on('line', async (line) => {
    const { id, call, args } = JSON.parse(line);
    let answer;
    try {
      answer = { id, value: (await calls[call](args ?? {})) ?? null };
    } catch (error) {
      answer = { id, error: String(error?.stack ?? error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }).on('close', () => process.exit(0));
}
