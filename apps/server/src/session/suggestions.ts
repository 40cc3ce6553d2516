import type { Suggestions } from '@drydock/protocol';
import type { Sandbox } from '@drydock/sandbox';
import { Failure } from '../failure.ts';
import { withinLimit } from './time-limit.ts';

/** What the learner's engine has, asked in one command: a field shall be filled before the learner gets to it. */
export async function suggestionsOf(sandbox: Pick<Sandbox, 'exec'>): Promise<Suggestions> {
  const running = sandbox.exec({ command: ['bash', '-c', SCRIPT], timeout: LIMIT_MS });
  const { exitCode, stdout, stderr } = await withinLimit(running, ANSWER_LIMIT_MS);
  if (exitCode !== 0) throw new Failure('ENGINE_UNREACHABLE', { detail: stderr.slice(0, 200) });
  return readSuggestions(stdout);
}

/** Reads what SCRIPT prints: each line is a kind, a word to sort by, and a name. */
export function readSuggestions(printed: string): Suggestions {
  const lines = printed.split('\n').map((line) => line.split('\t'));
  const namesOf = (kind: string, isLast: (word: string) => boolean = () => false): string[] => {
    const rows = lines.filter(([of, , name]) => of === kind && name);
    // The engine lists the newest first; that order stays among equals.
    rows.sort(([, a = ''], [, b = '']) => Number(isLast(a)) - Number(isLast(b)));
    const names = rows.flatMap(([, , name]) => (name ? [name] : []));
    return [...new Set(names)].slice(0, MOST);
  };
  return {
    containers: namesOf('container', (state) => state !== 'running'),
    images: namesOf('image').filter((name) => !name.includes('<none>')),
    volumes: namesOf('volume'),
    // Those that every engine has are seldom meant.
    networks: namesOf('network', (name) => BUILT_IN.includes(name)),
  };
}

const SCRIPT = `
set -e
docker ps --all --format 'container\\t{{.State}}\\t{{.Names}}'
docker image ls --format 'image\\t\\t{{.Repository}}:{{.Tag}}'
docker volume ls --format 'volume\\t\\t{{.Name}}'
docker network ls --format 'network\\t{{.Name}}\\t{{.Name}}'
`;
const LIMIT_MS = 10_000;
const ANSWER_LIMIT_MS = LIMIT_MS + 2_000;
/** Of each kind. */
const MOST = 50;
const BUILT_IN = ['bridge', 'host', 'none'];
