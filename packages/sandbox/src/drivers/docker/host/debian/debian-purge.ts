import { apt, installed } from './apt.ts';
import { installedByUs, type PackagesContext, record } from './debian-packages.ts';

/**
 * Purges the packages that Drydock has installed, as far as they are still there and nothing needs them that came by
 * another way. Resolves with those that went; the others stay on the record.
 */
export async function purgeOurs(context: PackagesContext): Promise<readonly string[]> {
  const there = await installed(context.signal);
  const ours = (await installedByUs(context.home)).filter((name) => there.has(name));
  const purged = await withoutNeeded(ours, context);
  if (purged.length > 0) await apt(['purge', ...purged], context);
  const stay = ours.filter((name) => !purged.includes(name));
  await record(context.home, stay);
  return purged;
}

/** The packages that a simulated removal (`apt-get --simulate`) says would go. */
export function removedBy(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.match(/^(?:Purg|Remv) (\S+)/)?.[1] ?? []);
}

/** Purging one package takes all with it that depend on it. */
async function withoutNeeded(
  ours: readonly string[],
  context: PackagesContext,
): Promise<readonly string[]> {
  const known = new Set(ours);
  const takesOthers = async (names: readonly string[]): Promise<boolean> => {
    const lines: string[] = [];
    const report = (line: string): void => {
      lines.push(line);
    };
    await apt(['--simulate', 'purge', ...names], { ...context, report });
    return removedBy(lines).some((name) => !known.has(name));
  };
  if (ours.length === 0 || !(await takesOthers(ours))) return ours;
  const free: string[] = [];
  for (const name of ours) if (!(await takesOthers([name]))) free.push(name);
  return free;
}
