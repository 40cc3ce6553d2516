import { z } from 'zod';
import { parseJson } from './json.ts';
import { broken, CheckError, type Probe } from './probe.ts';

export const SOCKET = '/var/run/docker.sock';
const LIMIT_SECONDS = '20';
const TOLD = z.object({ message: z.string() });

/** An answer of the learner's engine: undefined where it has no such thing. */
export type Answer = unknown;

/**
 * Asks the engine in the sandbox over its API, all in one command. The CLI would take the learner's contexts and
 * settings into account, and its errors have no codes. Paths are like `/images/flask-app/json`.
 */
export async function askEngine(probe: Probe, paths: readonly string[]): Promise<Answer[]> {
  const result = await probe.exec({
    command: [
      ...['curl', '--silent', '--show-error', '--globoff', '--max-time', LIMIT_SECONDS],
      ...['--unix-socket', SOCKET, '--write-out', '\\n%{http_code}\\n'],
      ...paths.map((path) => `http://engine${path}`),
    ],
  });
  // curl: could not connect, nothing came back, took too long.
  if ([7, 28, 52, 56].includes(result.exitCode)) throw down(result.stderr);
  if (result.exitCode !== 0) throw broken('The engine could not be asked', result);
  // One line of JSON and one with the status, for each path.
  const lines = result.stdout.split('\n').filter((line) => line !== '');
  if (lines.length !== 2 * paths.length) throw unreadable(paths.join(', '));
  return paths.map((path, index) => {
    const [body = '', status = ''] = lines.slice(2 * index);
    return read({ path, status: Number(status), body });
  });
}

/** As `askEngine`, for a single path. */
export async function askOne(probe: Probe, path: string): Promise<Answer> {
  return (await askEngine(probe, [path]))[0];
}

/** What the engine has said, in the form that was expected of it. */
export function parseAnswer<Schema extends z.ZodType>(
  schema: Schema,
  answer: Answer,
): z.output<Schema> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw unreadable(parsed.error.issues[0]?.path.join('.') ?? '');
  return parsed.data;
}

/** A name of the learner's as a part of a path. */
export function part(name: string): string {
  return encodeURIComponent(name);
}

function read(answer: { path: string; status: number; body: string }): Answer {
  const { path, status, body } = answer;
  if (status === 0) throw down(`no answer to ${path}`);
  // 400 is for what can be no name: there is no such thing either.
  if (status === 404 || status === 400) return undefined;
  const value = parseJson(body);
  if (status === 200 && value !== undefined) return value;
  const told = TOLD.safeParse(value);
  throw new CheckError(
    'CHECK_FAILED',
    `The engine answers ${path} with ${status}: ${told.success ? told.data.message : 'unreadable'}`,
  );
}

function down(detail: string): CheckError {
  return new CheckError('SANDBOX_ENGINE_DOWN', `The engine in the sandbox: ${detail.trim()}`);
}

function unreadable(what: string): CheckError {
  return new CheckError('CHECK_FAILED', `What the engine answers cannot be read (${what}).`);
}
