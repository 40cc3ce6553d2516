import { SandboxError } from './errors.ts';

/** Ids become names of networks, volumes and hosts; names of terminals become files. */
export function assertSandboxId(id: string): void {
  if (/^[a-z0-9]{1,40}$/.test(id)) return;
  throw new SandboxError(
    'SANDBOX_START_FAILED',
    `A sandbox id has 1 to 40 lowercase letters and digits: ${JSON.stringify(id)} has not.`,
  );
}

export function assertTerminalName(name: string): void {
  if (/^[A-Za-z0-9]{1,20}$/.test(name)) return;
  throw new RangeError(
    `A terminal's name has 1 to 20 letters and digits: ${JSON.stringify(name)}.`,
  );
}
