import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lateMisses, MISSED_IMAGES_FILE, noteMisses } from './missed-images.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'drydock-missed-'));
});
afterEach(() => rm(home, { recursive: true }));

const at = (hour: number) => new Date(Date.UTC(2030, 0, 1, hour));
const a = { name: 'a:1', reason: 'not there' };

test('a miss is known for some hours, whoever else notes one', async () => {
  await noteMisses(home, { asked: ['a:1'], missed: [a], now: at(0) });
  await noteMisses(home, { asked: ['b:1'], missed: [{ ...a, name: 'b:1' }], now: at(5) });
  expect([...(await lateMisses(home, at(5)))]).toEqual([
    ['a:1', 'not there'],
    ['b:1', 'not there'],
  ]);
  expect([...(await lateMisses(home, at(7)))]).toEqual([['b:1', 'not there']]);
  expect(await readdir(home)).toEqual([MISSED_IMAGES_FILE]);
});

test('what was asked for and came is a miss no longer', async () => {
  await noteMisses(home, { asked: ['a:1'], missed: [a], now: at(0) });
  await noteMisses(home, { asked: ['a:1'], missed: [], now: at(1) });
  expect((await lateMisses(home, at(1))).size).toBe(0);
});

test('a clock that was set back keeps nothing for longer', async () => {
  await noteMisses(home, { asked: ['a:1'], missed: [a], now: at(20) });
  expect((await lateMisses(home, at(1))).size).toBe(0);
});

test.each(['{', '[]', '{"a:1":{"at":"yesterday","reason":"x"}}'])(
  'a note that is broken (%s) is none',
  async (text) => {
    await writeFile(join(home, MISSED_IMAGES_FILE), text);
    expect((await lateMisses(home)).size).toBe(0);
  },
);
