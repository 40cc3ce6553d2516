import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, test, vi } from 'vitest';
import { previewEnvironment, registerPreview } from './preview.ts';

test('a preview is an instance of its own, and on a free port unless it is told which', () => {
  const first = previewEnvironment('labs/a', { HOME: '/root' });
  const second = previewEnvironment('labs/a', { PORT: '9000' });
  expect(first).toMatchObject({ PORT: '0', DRYDOCK_PREVIEW_LAB: 'labs/a', HOME: '/root' });
  expect(first.DRYDOCK_INSTANCE).not.toBe(second.DRYDOCK_INSTANCE);
  expect(second.PORT).toBe('9000');
  // What a preview leaves nothing of must not be somebody's hub and workspaces.
  const { DRYDOCK_INSTANCE } = previewEnvironment('labs/a', { DRYDOCK_INSTANCE: 'class' });
  expect(DRYDOCK_INSTANCE).toMatch(/^preview-/);
});

test('a lab with errors is not served: they are told with their places', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drydock-preview-'));
  await writeFile(join(folder, 'lab.md'), '## Step\n\n::nope\n');
  const printed: string[] = [];
  const take = (text: unknown) => printed.push(String(text)) > 0;
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(take);
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(take);
  const before = process.exitCode;
  try {
    const program = new Command();
    registerPreview(program);
    await program.parseAsync(['node', 'drydock', 'preview', folder]);
    expect(process.exitCode).toBe(1);
    expect(printed.join('')).toMatch(/lab\.md:3:1 .*error.* directive[\s\S]*mend the errors/);
  } finally {
    process.exitCode = before;
    out.mockRestore();
    err.mockRestore();
    await rm(folder, { recursive: true });
  }
});
