import type { PreviewState } from '@drydock/protocol';
import type { Sandbox, SandboxPort } from '@drydock/sandbox';
import { withinLimit } from '../time-limit.ts';

/** Why a published port does not answer. */
export type PortState = Exclude<PreviewState, { type: 'shown' }>;

/**
 * Looks into the network of the container that publishes the port: on which addresses of it does something listen?
 * Null when that cannot be seen.
 */
export async function whyNoAnswer(
  sandbox: Pick<Sandbox, 'exec'>,
  { container, containerPort }: SandboxPort,
): Promise<PortState | null> {
  const command = ['bash', '-c', SCRIPT, 'bash', container];
  const running = sandbox.exec({ command, timeout: LIMIT_MS });
  const { exitCode, stdout } = await withinLimit(running, ANSWER_LIMIT_MS);
  return exitCode === 0 ? stateOf(readListening(stdout), { container, containerPort }) : null;
}

export interface ListeningPort {
  readonly port: number;
  /** Nobody outside of the container gets there. */
  readonly isLocal: boolean;
}

/** Reads /proc/PID/net/tcp and tcp6. */
export function readListening(tables: string): ListeningPort[] {
  return tables.split('\n').flatMap((line) => {
    const [, address = '', , state] = line.trim().split(/\s+/);
    const [host = '', port = ''] = address.split(':');
    if (state !== LISTENS || !/^[0-9A-F]{4}$/.test(port) || host === ENGINE_DNS) return [];
    return [{ port: Number.parseInt(port, 16), isLocal: LOCAL.test(host) }];
  });
}

const LIMIT_MS = 3_000;
const ANSWER_LIMIT_MS = LIMIT_MS + 500;

/** A name of the engine's list is as the engine allows it, yet it came out of the learner's machine. */
const SCRIPT = `
set -euo pipefail
[[ $1 =~ ^[a-zA-Z0-9][a-zA-Z0-9_.-]*$ ]]
pid=$(curl --silent --fail --unix-socket /run/docker.sock "http://engine/containers/$1/json" | jq .State.Pid)
((pid > 0))
cat "/proc/$pid/net/tcp"
cat "/proc/$pid/net/tcp6" 2> /dev/null || true
`;

/** The kernel's number of the state, and addresses as it prints them: each four bytes from the last to the first. */
const LISTENS = '0A';
/** 127.0.0.11: where the engine answers for names in every network of its own. */
const ENGINE_DNS = '0B00007F';
/** 127.0.0.0/8, ::1, and the former as an address of the latter's kind. */
const LOCAL = /^(?:0{16}FFFF0000)?[0-9A-F]{6}7F$|^0{24}01000000$/;

function stateOf(
  listening: readonly ListeningPort[],
  where: Pick<SandboxPort, 'container' | 'containerPort'>,
): PortState {
  const open = listening.filter(({ isLocal }) => !isLocal).map(({ port }) => port);
  if (open.includes(where.containerPort)) return { type: 'no-answer', ...where };
  if (listening.some(({ port }) => port === where.containerPort)) {
    return { type: 'localhost-only', ...where };
  }
  const others = [...new Set(open)].sort((a, b) => a - b).slice(0, MOST_OTHERS);
  if (others.length > 0) return { type: 'other-port', ...where, listens: others };
  return { type: 'not-listening', ...where };
}

const MOST_OTHERS = 5;
