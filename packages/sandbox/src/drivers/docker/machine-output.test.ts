import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import {
  type MachineMessage,
  parseMachineLine,
  readMachineOutput,
  untilEngine,
} from './machine-output.ts';

test.each<[string, MachineMessage]>([
  ['drydock: engine listening', { type: 'engine-listening' }],
  ['drydock: engine ready', { type: 'engine-ready' }],
  ['drydock: engine ended', { type: 'engine-ended' }],
  [
    'drydock: engine failed: dockerd: no space',
    { type: 'engine-failed', reason: 'dockerd: no space' },
  ],
  ['drydock: out-of-memory', { type: 'out-of-memory' }],
  ['drydock: processes 512', { type: 'processes-exhausted', limit: 512 }],
  [
    'drydock: disk workspace 950 1000 low',
    { type: 'disk-low', where: 'workspace', used: 950, limit: 1000 },
  ],
  [
    'drydock: disk disk 999 1000 full',
    { type: 'disk-full', where: 'disk', used: 999, limit: 1000 },
  ],
])('%s', (line, message) => {
  expect(parseMachineLine(line)).toEqual(message);
});

test.each([
  'drydock: processes many',
  'drydock: disk elsewhere 1 2 low',
  'drydock: disk disk 1 2 ok',
  'drydock: disk disk -1 2 low',
  'drydock: engine readyish',
  ' drydock: engine ready',
  'rootlesskit: drydock: engine ready',
  '',
])('%j is any other line', (line) => {
  expect(parseMachineLine(line)).toEqual({ type: 'other', text: line });
});

test('ready is what the engine’s answering is', async () => {
  const stream = new PassThrough();
  const ready = untilEngine(
    'engine-ready',
    readMachineOutput(stream),
    new AbortController().signal,
  );
  stream.write(frame('warming up\ndrydock: eng'));
  stream.write(frame('ine ready\n'));
  await expect(ready).resolves.toBeUndefined();
});

test('listening comes before, and is not ready', async () => {
  const stream = new PassThrough();
  const output = readMachineOutput(stream);
  const { signal } = new AbortController();
  let isReady = false;
  const ready = untilEngine('engine-ready', output, signal).then(() => {
    isReady = true;
  });
  const listening = untilEngine('engine-listening', output, signal);
  stream.write(frame('drydock: engine listening\n'));
  await listening;
  expect(isReady).toBe(false);
  stream.write(frame('drydock: engine ready\n'));
  await ready;
});

test.each([
  ['drydock: engine failed: containerd: bad\n', /containerd: bad/],
  ['mount: not allowed\nchild exited\n', /Its last words: .*child exited/s],
])('%j and the end is a failure with its reason', async (text, reason) => {
  const stream = new PassThrough();
  const ready = untilEngine(
    'engine-ready',
    readMachineOutput(stream),
    new AbortController().signal,
  );
  stream.end(frame(text));
  await expect(ready).rejects.toMatchObject({
    code: 'SANDBOX_START_FAILED',
    message: expect.stringMatching(reason),
  });
});

test('whoever stops waiting gets their own reason', async () => {
  const controller = new AbortController();
  const ready = untilEngine(
    'engine-ready',
    readMachineOutput(new PassThrough()),
    controller.signal,
  );
  controller.abort(new Error('left'));
  await expect(ready).rejects.toThrow('left');
});

test('of a line without end only its beginning is kept', async () => {
  const stream = new PassThrough();
  const messages: MachineMessage[] = [];
  readMachineOutput(stream).onMessage((message) => messages.push(message));
  for (let piece = 0; piece < 200; piece += 1) stream.write(frame('x'.repeat(1000)));
  stream.end(frame('\ndrydock: engine ended\n'));
  await new Promise((resolve) => stream.once('close', resolve));
  const [long, ended] = messages;
  expect(long?.type === 'other' && long.text.length).toBeLessThan(10_000);
  expect(ended).toEqual({ type: 'engine-ended' });
});

/** As the engine sends what a process without a TTY writes. */
function frame(text: string): Buffer {
  const content = Buffer.from(text);
  const header = Buffer.alloc(8);
  header[0] = 1;
  header.writeUInt32BE(content.length, 4);
  return Buffer.concat([header, content]);
}
