import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseReadme } from '@drydock/lab-format';
import { applyEdit } from '@drydock/lab-format/edit';
import { expect, test } from 'vitest';
import { missedFigures } from './report.ts';
import { scoreFolder } from './score-folder.ts';

const seeds = fileURLToPath(new URL('../../../shared/seeds', import.meta.url));

test.skipIf(!existsSync(seeds))(
  'documents from the real world become labs as they are (needs ../shared/seeds)',
  async () => {
    const scores = await scoreFolder(seeds);
    expect(scores.map(({ seed }) => seed)).toEqual(['000', '001', '002', '003', '004']);
    expect(missedFigures(scores)).toEqual([]);
  },
  30_000,
);

test.skipIf(!existsSync(seeds))(
  'the changes of files that a document asks for can be made, one upon the other (needs ../shared/seeds)',
  async () => {
    const bytes = await readFile(join(seeds, '004.md'));
    const { lab } = parseReadme({ slug: '004', file: '004.md', bytes });
    // The document has neither; the Dockerfile it writes itself.
    const files = new Map([['simple-docker-app/index.js', 'start();\n']]);
    const changes = lab?.steps.flatMap(({ blocks }) =>
      blocks.filter(({ type }) => type === 'file'),
    );
    for (const block of changes ?? []) {
      if (block.type !== 'file' || block.path === null) continue;
      const { path, text, edit = { type: 'write' } } = block;
      const made = applyEdit(files.get(path) ?? null, { text, edit });
      expect(made.type, `${edit.type} ${text}`).toMatch(/^(?:changed|same)$/);
      if (made.type === 'changed') files.set(path, made.text);
    }
    expect(files.get('simple-docker-app/Dockerfile')).toContain('CMD');
  },
  30_000,
);

test('a folder without a list of what is expected is an error', async () => {
  await expect(scoreFolder('/nowhere')).rejects.toThrow('ENOENT');
});
