import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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
);

test('a folder without a list of what is expected is an error', async () => {
  await expect(scoreFolder('/nowhere')).rejects.toThrow('ENOENT');
});
