import { createHash } from 'node:crypto';
import type { ContextFile } from './context.ts';

/**
 * Names a build by what goes into it: the same input gives the same 12 hex digits, on any machine.
 * `inputs` are further facts the result depends on, in their order.
 */
export function contentHash(files: readonly ContextFile[], inputs: readonly string[] = []): string {
  const hash = createHash('sha256');
  // Lengths keep neighbours apart: ("ab", "c") is not ("a", "bc").
  const add = (part: string | Uint8Array): void => {
    hash.update(`${part.length}:`).update(part);
  };
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    add(file.path);
    add(file.mode.toString(8));
    add(file.content);
  }
  for (const input of inputs) add(input);
  return hash.digest('hex').slice(0, 12);
}
