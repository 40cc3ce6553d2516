import { versionOf } from '@drydock/sandbox';
import { expect, test, vi } from 'vitest';
import { testLab } from '../testing/labs.ts';
import { testRegistry, untilStatus } from '../testing/sessions.ts';
import { changedFiles } from './saved-files.ts';

// Real files on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 20_000 });

const file = (path: string, text: string) => ({
  path,
  content: new TextEncoder().encode(text),
  executable: false,
});

test('what is new must not be there, what is changed must be as it was, what is gone stays', () => {
  const before = [file('same', 'a'), file('changed', 'b'), file('gone', 'c')];
  const after = [file('same', 'a'), file('changed', 'B'), file('new', 'd')];
  expect(changedFiles(before, after)).toEqual([
    { ...file('changed', 'B'), baseVersion: versionOf(new TextEncoder().encode('b')) },
    { ...file('new', 'd'), baseVersion: null },
  ]);
});

test('a saved lab puts its files into the session that is there, but not over the work of its learner', async () => {
  const { registry } = testRegistry();
  const first = testLab({ files: [file('app.py', 'one'), file('mine.txt', 'one')] });
  const session = registry.start('ann', first);
  await untilStatus(session, 'ready');
  await session.files.write({ path: 'mine.txt', content: 'my own' });
  registry.takeLab(
    testLab({ files: [file('app.py', 'two'), file('mine.txt', 'two'), file('new.txt', 'new')] }),
  );
  await vi.waitFor(async () => expect((await session.files.read('new.txt')).text).toBe('new'), {
    timeout: 10_000,
  });
  expect((await session.files.read('app.py')).text).toBe('two');
  expect((await session.files.read('mine.txt')).text).toBe('my own');
});

test('what is saved while no sandbox answers is placed when one does', async () => {
  const { registry } = testRegistry();
  const session = registry.start('ann', testLab({ files: [file('app.py', 'one')] }));
  registry.takeLab(testLab({ files: [file('app.py', 'two')] }));
  const isSaved = (content: string) =>
    vi.waitFor(async () => expect((await session.files.read('app.py')).text).toBe(content), {
      timeout: 10_000,
    });
  await untilStatus(session, 'ready');
  await isSaved('two');
  await session.pause();
  registry.takeLab(testLab({ files: [file('app.py', 'three')] }));
  await session.resume();
  await isSaved('three');
});

test('saves that come soon after each other are placed in their order', async () => {
  const { registry } = testRegistry();
  const session = registry.start('ann', testLab({ files: [file('app.py', '0')] }));
  await untilStatus(session, 'ready');
  for (const content of ['1', '2', '3']) {
    registry.takeLab(testLab({ files: [file('app.py', content)] }));
  }
  await vi.waitFor(async () => expect((await session.files.read('app.py')).text).toBe('3'), {
    timeout: 10_000,
  });
});
