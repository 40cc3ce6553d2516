import { type Lab, parseLab } from '@drydock/lab-format';
import { createFakeDriver } from '@drydock/sandbox/fake';
import type { Box } from './box.ts';

/** A box whose sandboxes are folders and shells of this machine: no engine, and no hub behind the account. */
export function fakeBox(): Box & { dispose(): Promise<void> } {
  const driver = createFakeDriver();
  return {
    instance: 'fake',
    driver,
    missed: [],
    openAccount: async () => ({ username: 'learner-1', password: 'secret' }),
    dispose: () => driver.dispose(),
  };
}

/** A lab from its files by path; `lab.md` has to be one. Throws with its diagnostics. */
export function labOf(files: Readonly<Record<string, string>>): Lab {
  const encoder = new TextEncoder();
  const entries = Object.entries(files).map(
    ([path, text]) => [path, encoder.encode(text)] as const,
  );
  const { lab, diagnostics } = parseLab({ slug: 'my-lab', files: new Map(entries) });
  if (lab === null) throw new Error(JSON.stringify(diagnostics));
  return lab;
}

/** A fence of commands. */
export function fence(code: string, attributes = ''): string {
  return `\n\`\`\`sh ${attributes}\n${code}\n\`\`\`\n`;
}
