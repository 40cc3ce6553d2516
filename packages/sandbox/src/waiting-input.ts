import type { Writable } from 'node:stream';
import { SandboxError } from './errors.ts';

/** Some screens of pasted text; a program that reads its terminal never leaves so much. */
const MAX_WAITING_BYTES = 1024 * 1024;

/**
 * Types into a terminal. ENGINE_TIMEOUT, and nothing is typed, while what was typed before is not taken: memory
 * would grow for as long as the program in the terminal does not read.
 */
export function typeInto(input: Writable, data: string | Uint8Array): void {
  if (!input.writable) return;
  if (input.writableLength > MAX_WAITING_BYTES) {
    throw new SandboxError(
      'ENGINE_TIMEOUT',
      'The program in the terminal does not read its input.',
    );
  }
  input.write(data);
}
