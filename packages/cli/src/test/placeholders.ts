import { filledCode, piecesOf } from '@drydock/lab-format/fill';
import type { Placeholder, RunBlock } from '@drydock/lab-format/schema';
import type { Sandbox } from '@drydock/sandbox';

/** Who the learner is at the hub. */
export interface HubAccount {
  readonly username: string;
  readonly password: string;
}

export interface FillRequest {
  readonly block: { readonly code: string; readonly placeholders?: RunBlock['placeholders'] };
  readonly account: HubAccount;
  readonly variables: Readonly<Record<string, string>>;
  /** Those of a kind that are in the sandbox, the one that is meant most likely first. */
  readonly newest: (kind: LiveKind) => Promise<readonly string[]>;
}

/** What is looked up in the sandbox. */
export type LiveKind = Extract<Placeholder['kind'], 'container' | 'image' | 'volume' | 'network'>;

export type Filled =
  | { readonly type: 'filled'; readonly code: string }
  /** Nobody but a person knows what stands there. */
  | { readonly type: 'unknown'; readonly placeholder: Placeholder };

/** The code with a value in each of its places. Never with a placeholder left in it: `<x>` would be a redirection. */
export async function fillPlaceholders(request: FillRequest): Promise<Filled> {
  const { code, placeholders = [] } = request.block;
  const values = new Map<Placeholder, string>();
  for (const placeholder of placeholders) {
    // Two of a kind with different names are two things.
    const same = placeholders.filter(({ kind }) => kind === placeholder.kind);
    const value = await valueFor(placeholder, same.indexOf(placeholder), request);
    const isThere = placeholder.at.every((at) => code.startsWith(placeholder.text, at));
    if (value === undefined || !isThere) return { type: 'unknown', placeholder };
    values.set(placeholder, value);
  }
  const pieces = piecesOf(code, placeholders, (placeholder) => values.get(placeholder) ?? '');
  return { type: 'filled', code: filledCode(pieces) };
}

async function valueFor(
  { kind, label }: Placeholder,
  index: number,
  { account, variables, newest }: FillRequest,
): Promise<string | undefined> {
  switch (kind) {
    case 'hub-user':
      return account.username;
    case 'variable':
      return (Object.hasOwn(variables, label) && variables[label]) || undefined;
    case 'text':
      return undefined;
    case 'container':
    case 'image':
    case 'volume':
    case 'network':
      return (await newest(kind))[index];
  }
}

/** Asks the sandbox's engine: the newest running containers, then those that have ended; the newest of what else there is. */
export async function newestIn(sandbox: Sandbox, kind: LiveKind): Promise<string[]> {
  const result = await sandbox.exec({ command: ['bash', '-c', NEWEST[kind]] });
  const names = result.stdout.split('\n').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

const NEWEST: Record<LiveKind, string> = {
  container: "docker ps --format '{{.ID}}'; docker ps --all --format '{{.ID}}'",
  image: "docker image ls --format '{{.ID}}'",
  volume: 'docker volume ls --quiet | tac',
  network: 'docker network ls --quiet --filter type=custom',
};
