import { spawn } from 'node:child_process';
import { root, seconds } from './packages.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command - a program of the project's packages, and its arguments
 * @property {Record<string, string>} [env]
 * @property {boolean} [quiet] - show the output only when the step fails
 */

/**
 * Runs one step to its end.
 * @param {Step} step
 * @returns {Promise<boolean>} whether it succeeded
 */
export async function runStep({ name, command, env = {}, quiet = true }) {
  const started = performance.now();
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...env, PATH: `${root}/node_modules/.bin:${process.env.PATH}` },
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
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
  if (!succeeded) process.stdout.write(Buffer.concat(output));
  process.stdout.write(`${succeeded ? 'ok    ' : 'FAILED'} ${name} (${seconds(started)})\n`);
  return succeeded;
}
