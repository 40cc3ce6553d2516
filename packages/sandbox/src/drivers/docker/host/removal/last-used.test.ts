import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LAST_USED_FILE, noteUse } from './last-used.ts';

const DAY = 24 * 3600 * 1000;
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'drydock-used-'));
});
afterEach(() => rm(home, { recursive: true }));

test('what was used within a week is known, also when another version came between', async () => {
  await write({
    old: { at: daysAgo(8), processes: [] },
    recent: { at: daysAgo(6), processes: [] },
  });
  expect(await noteUse({ home, names: ['new'] })).toEqual(new Set(['recent', 'new']));
});

test('what a process that still runs uses counts however long ago it began', async () => {
  await noteUse({ home, names: ['a'], now: new Date(Date.now() - 90 * DAY) });
  expect(await noteUse({ home, names: ['b'] })).toEqual(new Set(['a', 'b']));
});

test('a process id that is another process’s today does not count', async () => {
  await write({ a: { at: daysAgo(90), processes: [`${process.pid}@1`] } });
  expect(await noteUse({ home, names: ['b'] })).toEqual(new Set(['b']));
});

test('a broken file is begun anew', async () => {
  await writeFile(join(home, LAST_USED_FILE), '{"half');
  expect(await noteUse({ home, names: ['a'] })).toEqual(new Set(['a']));
  expect(JSON.parse(await readFile(join(home, LAST_USED_FILE), 'utf8'))).toHaveProperty('a');
});

function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY).toISOString();
}

function write(uses: object): Promise<void> {
  return writeFile(join(home, LAST_USED_FILE), JSON.stringify(uses));
}
