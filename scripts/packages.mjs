import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Installs the npm packages when they are missing or the lock file is another than the installed one.
 * Needs nothing but Node and npm. Exits the process with a message when that fails.
 */
export function ensurePackages() {
  refuseOldNode();
  const wanted = createHash('sha256')
    .update(readFileSync(`${root}/package-lock.json`))
    .digest('hex');
  const stamp = `${root}/node_modules/.drydock-lock`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const started = performance.now();
  process.stdout.write('Installing packages ...\n');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) {
    process.stderr.write(
      'The packages could not be installed: see above. Is the npm registry reachable from here?\n',
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
  process.stdout.write(`Packages installed in ${seconds(started)}\n`);
}

/** @param {number} started - from performance.now() */
export function seconds(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`Drydock needs Node 20.19 or later; this is ${process.versions.node}.\n`);
  process.exit(1);
}
