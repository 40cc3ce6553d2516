import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseReadme } from '@drydock/lab-format';
import { readExpected } from './expected.ts';
import { type DetailedScore, scoreLab } from './score.ts';

/** Scores each document that `commands.json` of the folder names, as it is. */
export async function scoreFolder(folder: string): Promise<DetailedScore[]> {
  const scores: DetailedScore[] = [];
  for (const [seed, entries] of await readExpected(folder)) {
    const file = entries[0]?.file ?? `${seed}.md`;
    const { lab, diagnostics } = parseReadme({
      slug: seed,
      file,
      bytes: await readFile(join(folder, file)),
    });
    const score = scoreLab(seed, entries, lab);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const told = errors.map(({ line, message }) => `${seed}:${line} error ${message}`);
    scores.push({ ...score, faults: [...told, ...score.faults] });
  }
  return scores;
}
