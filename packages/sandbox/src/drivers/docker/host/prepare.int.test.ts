import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { drydockHome } from './home.ts';
import { type PreparedHost, prepareHost, type Stages } from './prepare.ts';

const instance = `test-${randomBytes(4).toString('hex')}`;
let first: PreparedHost;
beforeAll(async () => {
  first = await prepare(recording().stages);
  // Building everything from packages takes minutes.
}, 900_000);

test('gives an engine, the images and the class CA', () => {
  expect(existsSync(first.engine.socket)).toBe(true);
  expect(first.sandboxImage).toMatch(/^drydock\/sandbox:[0-9a-f]{12}$/);
  expect(first.hubImage).toMatch(/^drydock\/hub:/);
  expect(existsSync(first.pki.caCertFile)).toBe(true);
});

test('again: the same, and nothing built', async () => {
  const { stages, titles, lines } = recording();
  expect(await prepare(stages)).toEqual(first);
  expect(titles.filter((title) => !isWait(title))).toEqual([
    'Docker engine',
    'Sandbox image',
    'Base images',
    'Hub image',
    'Base images in place',
    'Firewall',
  ]);
  expect(lines.filter((line) => /install|build|mak|pull|add/i.test(line))).toEqual([]);
});

test('two at once: one waits for the other', async () => {
  const one = recording();
  const two = recording();
  const both = await Promise.all([prepare(one.stages), prepare(two.stages)]);
  expect(both).toEqual([first, first]);
  // Another test run on this box may let the first of them wait, too.
  expect([...one.titles, ...two.titles].filter(isWait).length).toBeGreaterThanOrEqual(1);
});

test('an abort ends it with the reason', async () => {
  const reason = new Error('stopped');
  const aborted = prepare(recording().stages, AbortSignal.abort(reason));
  await expect(aborted).rejects.toBe(reason);
});

function prepare(stages: Stages, signal?: AbortSignal): Promise<PreparedHost> {
  const environment = process.env;
  return prepareHost({ home: drydockHome(environment), instance, environment, stages, signal });
}

function isWait(title: string): boolean {
  return title.startsWith('Waiting for');
}

function recording() {
  const titles: string[] = [];
  const lines: string[] = [];
  const stages: Stages = {
    run: (title, work) => {
      titles.push(title);
      return work((line) => {
        lines.push(line);
      });
    },
  };
  return { stages, titles, lines };
}
