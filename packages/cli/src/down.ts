import { takeDown } from '@drydock/sandbox/docker/host';
import { hostSettings } from './settings.ts';
import { createStages } from './stages.ts';
import { abortOnSignals } from './stop-signals.ts';

export interface DownOptions {
  /** Purge the Debian packages that Drydock has installed. */
  readonly packages: boolean;
}

/** `drydock down`: removes what Drydock has made on this box, and says what that was and what stays. */
export async function down({ packages }: DownOptions): Promise<void> {
  const settings = hostSettings(process.env);
  const stages = createStages(process.stdout);
  const { signal, release } = abortOnSignals(process);
  try {
    const taken = await takeDown({ ...settings, stages, packages, signal });
    const lines = taken.removed.map((what) => `Removed ${what}`);
    if (lines.length === 0) lines.push('There was nothing of Drydock’s on this box.');
    lines.push(...taken.kept.map((what) => `Kept ${what}`));
    if (taken.packages.length > 0) {
      lines.push(
        `These Debian packages were installed by Drydock and stay: ${taken.packages.join(' ')}`,
        'To purge them too: npx --no-install drydock down --packages',
      );
    }
    process.stdout.write(`${lines.join('\n')}\n`);
  } catch (error) {
    // What it broke off fails in its own words; that it was stopped is what counts.
    signal.throwIfAborted();
    throw error;
  } finally {
    release();
  }
}
