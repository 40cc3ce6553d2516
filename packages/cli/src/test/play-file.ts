import { applyEdit, type Edited } from '@drydock/lab-format/edit';
import { SandboxError } from '@drydock/sandbox';
import type { Learner } from './learner.ts';
import { fillPlaceholders, newestIn } from './placeholders.ts';
import type { PlannedFile } from './plan.ts';
import type { PlayedBlock } from './results.ts';

export interface FileRequest {
  readonly planned: PlannedFile;
  readonly learner: Learner;
  readonly variables: Readonly<Record<string, string>>;
}

/** Does what a file block's button does, and says how it went. Rejects with SandboxError when the sandbox fails. */
export async function playFile({ planned, learner, variables }: FileRequest): Promise<PlayedBlock> {
  const { block } = planned;
  const started = performance.now();
  const { files } = learner.sandbox;
  const edit = block.edit ?? { type: 'write' as const };
  const current = edit.type === 'write' ? null : await readOrNull(learner, block.path);
  const filled = await fillPlaceholders({
    ...{ variables, account: learner.account },
    block: { code: block.text, placeholders: block.placeholders },
    newest: (kind) => newestIn(learner.sandbox, kind),
  });
  const why =
    filled.type === 'unknown'
      ? `Nobody but a person knows what stands for ${filled.placeholder.text}.`
      : await write(filled.code);
  async function write(text: string): Promise<string> {
    const edited = applyEdit(current, { edit, text });
    if (edited.type === 'changed') await files.write({ path: block.path, content: edited.text });
    return problemOf(edited, block.path);
  }
  return {
    id: block.id,
    kind: 'file',
    title: edit.type === 'write' ? block.path : `${block.path} (${edit.type})`,
    typed: block.text,
    verdict: why === '' ? 'pass' : 'failed',
    why,
    milliseconds: Math.round(performance.now() - started),
    seen: [],
    drifted: [],
  };
}

async function readOrNull({ sandbox }: Learner, path: string): Promise<string | null> {
  try {
    return (await sandbox.files.read(path)).text;
  } catch (error) {
    if (error instanceof SandboxError && error.code === 'FILE_NOT_FOUND') return null;
    throw error;
  }
}

function problemOf(edited: Edited, path: string): string {
  switch (edited.type) {
    case 'changed':
      return '';
    case 'same':
      return `It changes nothing: ${path} is already so.`;
    case 'no-file':
      return `There is no ${path} to change.`;
    case 'no-match':
      return edited.found === 0
        ? `The text to find is not in ${path}.`
        : `The text to find is in ${path} ${edited.found} times.`;
  }
}
