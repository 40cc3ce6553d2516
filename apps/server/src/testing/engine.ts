import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/**
 * Stands in for the engine that fake sandboxes do not have: `curl` in them, for the length of the test, is this bash
 * script. No command of a test ever reaches an engine of this machine. Call it before the sandbox is made.
 */
export async function fakeEngine(script: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'drydock-engine-'));
  const before = process.env.PATH;
  await writeFile(join(folder, 'curl'), `#!/bin/bash\n${script}\n`);
  await chmod(join(folder, 'curl'), 0o755);
  process.env.PATH = `${folder}:${before}`;
  onTestFinished(async () => {
    process.env.PATH = before;
    await rm(folder, { recursive: true });
  });
}
