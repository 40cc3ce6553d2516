import { spawn } from 'node:child_process';
import { ensurePackages, root } from './packages.mjs';

/** `npm start`: installs the packages when they are missing, then makes the box ready and serves. */
ensurePackages();
const arguments_ = [`${root}/packages/cli/bin/drydock.mjs`, 'up', ...process.argv.slice(2)];
const child = spawn(process.execPath, arguments_, { stdio: 'inherit' });
// The one that serves decides when all is taken down: a signal is handed on, and its end awaited.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    // At a terminal, Ctrl+C has reached both already.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
