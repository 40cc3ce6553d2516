import { stopEngine } from '@drydock/sandbox/docker/host';
import { hostSettings } from './settings.ts';

export interface StopOptions {
  /** Only when no container runs on it. */
  readonly idle: boolean;
}

/** `drydock stop`: stops Drydock's own engine and keeps its data. */
export async function stop({ idle }: StopOptions): Promise<void> {
  const { home } = hostSettings(process.env);
  const outcome = await stopEngine({ home, onlyIdle: idle });
  process.stdout.write(`${sentence(outcome)}\n`);
}

function sentence(outcome: Awaited<ReturnType<typeof stopEngine>>): string {
  switch (outcome.status) {
    case 'stopped':
      return "Drydock's own engine is stopped; images and workspaces are kept.";
    case 'not-running':
      return "Drydock's own engine is not running.";
    case 'in-use':
      return outcome.containers.length > 0
        ? `Drydock's own engine goes on, for these containers run on it: ${outcome.containers.join(' ')}`
        : "Drydock's own engine goes on, for another process needs it.";
  }
}
