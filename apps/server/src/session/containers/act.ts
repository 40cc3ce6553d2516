import type { ContainerAct } from '@drydock/protocol';
import type { Sandbox } from '@drydock/sandbox';
import { Failure } from '../../failure.ts';
import { withinLimit } from '../time-limit.ts';

export interface ContainerRequest {
  /** Its id or name, of the form that the protocol lets through. */
  readonly container: string;
  readonly act: ContainerAct;
}

/**
 * Done by the engine's own API in the sandbox; resolves when it is done, or was so already.
 * CONTAINER_NOT_FOUND, CONTAINER_ACT_FAILED with the engine's words, SANDBOX_ENGINE_DOWN.
 */
export async function actOnContainer(
  sandbox: Pick<Sandbox, 'exec'>,
  { container, act }: ContainerRequest,
): Promise<void> {
  const { method, path } = CALLS[act];
  const command = ['sh', '-c', SCRIPT, 'sh', method, `/containers/${container}${path}`];
  const running = sandbox.exec({ command, timeout: LIMIT_MS });
  const { exitCode, stdout, stderr } = await withinLimit(running, ANSWER_LIMIT_MS);
  if (exitCode !== 0) throw new Failure('SANDBOX_ENGINE_DOWN', { detail: stderr.slice(0, 200) });
  const [, body = '', status] = /^([\s\S]*)\n(\d{3})$/.exec(stdout.trimEnd()) ?? [];
  const code = Number(status);
  // 304: it was so already.
  if ((code >= 200 && code < 300) || code === 304) return;
  if (code === 404) throw new Failure('CONTAINER_NOT_FOUND');
  throw new Failure('CONTAINER_ACT_FAILED', { detail: reasonOf(body) });
}

const CALLS: Record<ContainerAct, { readonly method: string; readonly path: string }> = {
  start: { method: 'POST', path: '/start' },
  stop: { method: 'POST', path: '/stop' },
  restart: { method: 'POST', path: '/restart' },
  unpause: { method: 'POST', path: '/unpause' },
  // As `docker rm --force`: whether it runs was asked before.
  remove: { method: 'DELETE', path: '?force=1' },
};

/** A container has ten seconds to stop by itself, and some time to start again. */
const LIMIT_MS = 45_000;
const ANSWER_LIMIT_MS = LIMIT_MS + 2_000;
const LONGEST_REASON = 300;

const SCRIPT = `exec curl --silent --show-error --unix-socket /run/docker.sock --request "$1" \
  --write-out '\\n%{http_code}' "http://engine$2"`;

function reasonOf(body: string): string {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer === 'object' && answer !== null && 'message' in answer) {
      return String(answer.message).slice(0, LONGEST_REASON);
    }
  } catch {
    // No JSON: then it is the best that there is.
  }
  return body.trim().slice(0, LONGEST_REASON);
}
