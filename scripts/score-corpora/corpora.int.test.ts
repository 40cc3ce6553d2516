import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { scoreCorpora } from './corpora.ts';
import { shortfalls, toTable } from './report.ts';

const corpora = fileURLToPath(new URL('../../../shared/corpora', import.meta.url));

test.skipIf(!existsSync(corpora))(
  'public labs become labs, with nearly all that their authors marked (needs ../shared/corpora)',
  async () => {
    const scores = await scoreCorpora(corpora);
    expect(shortfalls(scores)).toEqual([]);
    expect(scores.reduce((sum, { labs, absent }) => sum + labs + absent, 0)).toBe(63);
  },
  60_000,
);

test('what is missed is counted, named, and falls short', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drydock-corpora-'));
  try {
    await mkdir(join(folder, 'a+b/one'), { recursive: true });
    const index = [
      { repo: 'a/b', path: 'one', format: 'katacoda', files: ['x'] },
      { repo: 'a/b', path: 'two', format: 'katacoda', files: ['x'] },
      { repo: 'a/b', path: 'three', format: 'katacoda', files: [] },
    ];
    await writeFile(join(folder, 'index.json'), JSON.stringify(index));
    await writeFile(join(folder, 'a+b/one/index.json'), '{"details":{"steps":[{"text":"s.md"}]}}');
    await writeFile(
      join(folder, 'a+b/one/s.md'),
      '`ls`{{execute}} <!-- x -->\n\n<div>`pwd`{{execute}}</div>\n',
    );
    await mkdir(join(folder, 'a+b/two'));
    await writeFile(join(folder, 'a+b/two/index.json'), '{"details":{"steps":[]}}');
    const scores = await scoreCorpora(folder);
    expect(scores).toMatchObject([
      { corpus: 'a/b', labs: 2, absent: 1, imported: 1, crashes: 0, actions: { expected: 2 } },
    ]);
    expect(shortfalls(scores)[0]).toBe('a/b: 1 of 2 labs were not imported.');
    expect(toTable(scores)).toContain('1/2');
    expect(scores[0]?.problems[0]).toContain('two: not imported');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
