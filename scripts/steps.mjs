import { spawn } from 'node:child_process';
import { root, seconds } from './packages.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command - a program of the project's packages, and its arguments
 * @property {Record<string, string>} [env]
 * @property {'live' | 'after' | 'failure'} [show] - the output: as it comes, at the end (for what runs beside another
 *   step), or only when the step fails, as is the default
 */

/**
 * Runs one step to its end.
 * @param {Step} step
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function runStep({ name, command, env = {}, show = 'failure' }) {
  const started = performance.now();
  const [program = '', ...args] = command;
  const stream = show === 'live' ? 'inherit' : 'pipe';
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...env, PATH: `${root}/node_modules/.bin:${process.env.PATH}` },
    stdio: ['ignore', stream, stream],
  });
  /** @type {Buffer[]} */
  const output = [];
  child.stdout?.on('data', (chunk) => output.push(chunk));
  child.stderr?.on('data', (chunk) => output.push(chunk));
  const succeeded = await new Promise((resolve) => {
    child.once('error', (error) => {
      output.push(Buffer.from(`${error.message}\n`));
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });
  if (!succeeded || show === 'after') process.stdout.write(Buffer.concat(output));
  process.stdout.write(`${succeeded ? 'ok    ' : 'FAILED'} ${name} (${seconds(started)})\n`);
  return succeeded;
}
