import type { SandboxNotice } from '../../driver.ts';
import { callMachine, type Machine } from './machine.ts';
import { type MachineOutput, readMachineOutput } from './machine-output.ts';

/** How soon the engine is asked again when it stopped answering while a sandbox ran. */
const RETRY_MS = 1_000;

/** Tells what the machine says until it ends; attaches again when the engine broke the connection. */
export function followMachineOutput(
  machine: Machine,
  first: MachineOutput,
  onNotice: (notice: SandboxNotice) => void,
): void {
  const read = (output: MachineOutput): void => {
    machine.exit.add(output.close);
    output.onMessage((message) => {
      const { type } = message;
      // No notices: `untilEngine` takes them.
      if (type === 'engine-listening' || type === 'engine-failed' || type === 'other') return;
      onNotice(message);
    });
    output.onEnd(later);
  };
  const attach = async (): Promise<void> => {
    if (machine.ending.aborted) return;
    const wanted = { stream: true, stdout: true, stderr: true };
    await callMachine(machine, 'attach to a sandbox', () => machine.container.attach(wanted)).then(
      (stream) => read(readMachineOutput(stream)),
      // It has ended, or the engine is away: who waits for the exit finds out which.
      later,
    );
  };
  const later = (): void => {
    if (!machine.ending.aborted) setTimeout(() => void attach(), RETRY_MS);
  };
  read(first);
}
