import { createInterface } from 'node:readline';
import closeWithGrace from 'close-with-grace';
import pino from 'pino';
import { openHub } from './hub/hub.ts';

/**
 * The server's half of a class hub, without a server: for `drydock test`, whose sandboxes pull and push as learners do.
 * Arguments: the folder of the token key, the folder of the hub's socket. Says `ready` when the hub can ask for tokens;
 * then each line on its input opens an account, which it answers with as JSON. Ends with its input.
 */
const [pkiDirectory = '', socketDirectory = ''] = process.argv.slice(2);
const logger = pino({ level: 'warn' }, pino.destination(2));
const hub = await openHub({ pkiDirectory, socketDirectory, logger });
const { close } = closeWithGrace({ logger }, async ({ err }) => {
  if (err) logger.fatal({ err }, 'the accounts of the hub end for an error that was not foreseen');
  await hub.close();
});
await hub.listen();
process.stdout.write('ready\n');
for await (const _line of createInterface({ input: process.stdin })) {
  const { username, password } = hub.accounts.open();
  process.stdout.write(`${JSON.stringify({ username, password })}\n`);
}
close();
