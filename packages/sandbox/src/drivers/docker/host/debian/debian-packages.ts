import { access, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HostError } from '../errors.ts';
import { type AptContext, apt, installed } from './apt.ts';
import { CommandError, runOnHost } from './host-command.ts';

/** Where Drydock remembers what it installed, and how it tells what it does. */
export interface PackagesContext extends AptContext {
  readonly home: string;
}

const POLICY = '/usr/sbin/policy-rc.d';

/**
 * Makes sure that these Debian packages are on the host, and remembers which ones came by this: see installedByUs().
 * Rejects with HostError UNSUPPORTED_SYSTEM, NOT_ROOT, PACKAGES_UNAVAILABLE.
 */
export async function installPackages(
  names: readonly string[],
  context: PackagesContext,
): Promise<void> {
  if (!(await hasApt())) throw await unsupported(names);
  const before = await installed(context.signal);
  const missing = names.filter((name) => !before.has(name));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) throw notRoot(missing);
  try {
    await install(missing, context);
  } finally {
    const added = [...(await installed())].filter((name) => !before.has(name));
    await remember(context.home, added);
  }
}

/** The packages, with what they needed, that Drydock has installed on this box. */
export async function installedByUs(home: string): Promise<readonly string[]> {
  try {
    return JSON.parse(await readFile(recordFile(home), 'utf8')) as string[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Replaces the list of what Drydock has installed; an empty one leaves nothing behind. */
export async function record(home: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return rm(recordFile(home), { force: true });
  const sorted = [...new Set(names)].sort();
  await writeFile(recordFile(home), `${JSON.stringify(sorted, null, 2)}\n`);
}

async function install(names: readonly string[], context: PackagesContext): Promise<void> {
  context.report(`installing ${names.join(', ')}`);
  const release = await keepServicesOff();
  try {
    // One broken source in a list of many is no reason to give up: the installation will tell.
    const updated = await apt(['update'], context).catch((error: Error) => error);
    try {
      await apt(['install', '--no-install-recommends', ...names], context);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      const first = updated instanceof CommandError ? `${updated.message}\n` : '';
      throw unavailable(names, `${first}${error.message}`, error);
    }
    if (names.includes('docker.io')) await disableDockerService(context);
  } finally {
    await release();
  }
}

/**
 * While a package is installed Debian starts its services: a second engine that nobody asked for.
 * Debian's own way to say no is this file; one that is there already is somebody else's and stays.
 */
async function keepServicesOff(): Promise<() => Promise<void>> {
  try {
    await writeFile(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return async () => {};
    throw error;
  }
  return () => rm(POLICY, { force: true });
}

/** We run the engine ourselves; after a reboot there must not be a second one. Only ever called when we installed it. */
async function disableDockerService(context: PackagesContext): Promise<void> {
  if (!(await exists('/run/systemd/system'))) return;
  await runOnHost({
    program: 'systemctl',
    arguments: ['disable', '--quiet', 'docker.service', 'docker.socket'],
    signal: context.signal,
  }).catch((error: Error) => context.report(`systemctl disable: ${error.message}`));
}

async function remember(home: string, added: readonly string[]): Promise<void> {
  if (added.length > 0) await record(home, [...(await installedByUs(home)), ...added]);
}

function recordFile(home: string): string {
  return join(home, 'packages.json');
}

async function hasApt(): Promise<boolean> {
  return (await exists('/usr/bin/apt-get')) && (await exists('/usr/bin/dpkg-query'));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function unsupported(names: readonly string[]): Promise<HostError> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const system = release.match(/^PRETTY_NAME="?([^"\n]*)/m)?.[1] ?? 'This system';
  return new HostError({
    code: 'UNSUPPORTED_SYSTEM',
    message: `${system} has no apt-get, which would be needed to install ${names.join(', ')}.`,
    hint: 'Use Debian or Ubuntu, or install Docker yourself, start it, and run this command again.',
  });
}

function notRoot(names: readonly string[]): HostError {
  return new HostError({
    code: 'NOT_ROOT',
    message: `Root is needed to install ${names.join(', ')}.`,
    hint: 'Run this command as root (sudo), or install them yourself and run it again.',
  });
}

function unavailable(names: readonly string[], message: string, cause: Error): HostError {
  return new HostError(
    {
      code: 'PACKAGES_UNAVAILABLE',
      message: `${names.join(', ')} could not be installed: ${message}`,
      hint: 'See whether `apt-get update` and `apt-get install` work on this box, then run this command again.',
    },
    { cause },
  );
}
