import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { probeEngine } from './engine-probe.ts';
import { type FakeEngine, info, startFakeEngine } from './fake-engine.ts';

let engine: FakeEngine;
afterEach(() => engine.close());

test('an engine says its version', async () => {
  engine = await startFakeEngine();
  expect(await probeEngine(engine.socket)).toEqual({
    status: 'answers',
    version: '28.1.0',
    rootless: false,
  });
});

test('a rootless engine is known as one', async () => {
  engine = await startFakeEngine(info({ SecurityOptions: ['name=seccomp', 'name=rootless'] }));
  expect(await probeEngine(engine.socket)).toMatchObject({ status: 'answers', rootless: true });
});

test('no socket, or a file that is none, is an absent engine', async () => {
  engine = await startFakeEngine();
  const file = join(engine.folder, 'file');
  await writeFile(file, '');
  expect(await probeEngine(join(engine.folder, 'none'))).toEqual({ status: 'absent' });
  expect(await probeEngine(file)).toEqual({ status: 'absent' });
});

test('one that accepts and never answers is silent, after the limit', async () => {
  engine = await startFakeEngine(() => undefined);
  expect(await probeEngine(engine.socket, { limit: 50 })).toMatchObject({ status: 'silent' });
});

test('one that answers with an error is silent, and says it', async () => {
  engine = await startFakeEngine((_request, response) => {
    response.statusCode = 500;
    response.end('{"message":"out of order"}');
  });
  const probe = await probeEngine(engine.socket);
  expect(probe).toMatchObject({
    status: 'silent',
    reason: expect.stringContaining('out of order'),
  });
});
