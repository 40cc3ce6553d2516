import { randomBytes } from 'node:crypto';
import type { Sandbox, SandboxDriver } from '../driver.ts';

/** A driver, and what the contract suite must be able to do to its sandboxes. */
export interface ContractSubject {
  readonly driver: SandboxDriver;
  /** Publishes a port in the sandbox as a container would; the result takes it back. */
  publish(sandbox: Sandbox, port: number): Promise<() => Promise<void>>;
  /** Ends the sandbox as a crash would. */
  kill(sandbox: Sandbox): Promise<void>;
  /** Frees what create() made. */
  release(): Promise<void>;
}

/** What a group of the suite works with. */
export interface Contract {
  readonly subject: () => ContractSubject;
  /** One sandbox for all tests that do not end it. */
  readonly sandbox: () => Sandbox;
}

export function newId(): string {
  return `c${randomBytes(8).toString('hex')}`;
}

const WAIT_LIMIT_MS = 15_000;

/** Waits until `find` gives something; looks again every few milliseconds, as what it looks at has no event. */
export async function until<T>(
  what: string,
  find: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const limit = Date.now() + WAIT_LIMIT_MS;
  for (;;) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > limit) throw new Error(`Waited ${WAIT_LIMIT_MS} ms in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Runs a shell line in the workspace; its output. Throws when it fails. */
export async function sh(sandbox: Sandbox, line: string, ...args: string[]): Promise<string> {
  const result = await sandbox.exec({ command: ['sh', '-c', line, 'sh', ...args] });
  if (result.exitCode !== 0) throw new Error(`${line}: ${result.exitCode} ${result.stderr}`);
  return result.stdout;
}
