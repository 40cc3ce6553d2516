import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Slug of the lab that all learners of a run do. */
export const LAB = 'churn';

const STEP = `---
title: Coming and going
description: For the churn harness
---

## The only step

Nothing is asked here.
`;

/** A check is a command that the server runs in the sandbox. */
const CHECKS = {
  engine: 'docker version >/dev/null 2>&1 || { echo "no engine" >&2; exit 1; }\n',
};

/** A folder with the lab, to be released. */
export async function makeLabs(): Promise<{ folder: string; release: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'drydock-churn-'));
  await mkdir(join(folder, LAB, 'checks'), { recursive: true });
  await writeFile(join(folder, LAB, 'lab.md'), STEP);
  for (const [name, source] of Object.entries(CHECKS)) {
    await writeFile(join(folder, LAB, 'checks', `${name}.sh`), source);
  }
  return { folder, release: () => rm(folder, { recursive: true, force: true }) };
}
