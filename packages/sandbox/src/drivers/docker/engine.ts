import Dockerode from 'dockerode';
import { SandboxError } from '../../errors.ts';

/** Longest wait for one answer of the engine; only work that is known to be long has a limit of its own. */
const CALL_LIMIT_MS = 20_000;

/** Node's names for "nobody is there", or not any more. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EACCES',
  'ENOTFOUND',
  'EPIPE',
]);

/** The outer engine's API, each call with a limit and its errors in our words. */
export interface Engine {
  readonly docker: Dockerode;
  /** ENGINE_UNREACHABLE, ENGINE_TIMEOUT; what the engine itself refuses comes as dockerode has it, see statusOf(). */
  call<T>(what: string, work: () => Promise<T>, limit?: number): Promise<T>;
}

export function connectEngine(connection: Dockerode.DockerOptions): Engine {
  const docker = new Dockerode(connection);
  return {
    docker,
    async call(what, work, limit = CALL_LIMIT_MS) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          const message = `The engine did not answer within ${limit} ms: ${what}.`;
          reject(new SandboxError('ENGINE_TIMEOUT', message));
        }, limit);
      });
      try {
        return await Promise.race([work(), late]);
      } catch (error) {
        throw unreachable(error) ?? error;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** The HTTP status of a refusal by the engine; undefined for every other error. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}

/** Undefined instead of an error when what was asked for is not there. */
export async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

function unreachable(error: unknown): SandboxError | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || !UNREACHABLE.has(code) || statusOf(error) !== undefined)
    return undefined;
  const message = `The Docker engine does not answer: ${(error as Error).message}`;
  return new SandboxError('ENGINE_UNREACHABLE', message, { cause: error });
}
