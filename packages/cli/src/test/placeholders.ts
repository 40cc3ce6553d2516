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
  /** The newest of its kind in the sandbox; undefined when there is none. */
  readonly newest: (kind: LiveKind) => Promise<string | undefined>;
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
  const places: { readonly at: number; readonly length: number; readonly value: string }[] = [];
  for (const placeholder of placeholders) {
    const value = await valueFor(placeholder, request);
    if (value === undefined) return { type: 'unknown', placeholder };
    for (const at of placeholder.at) {
      if (!code.startsWith(placeholder.text, at)) return { type: 'unknown', placeholder };
      places.push({ at, length: placeholder.text.length, value });
    }
  }
  let filled = '';
  let end = 0;
  for (const { at, length, value } of places.toSorted((a, b) => a.at - b.at)) {
    if (at < end) continue;
    filled += code.slice(end, at) + value;
    end = at + length;
  }
  return { type: 'filled', code: filled + code.slice(end) };
}

async function valueFor(
  { kind, label }: Placeholder,
  { account, variables, newest }: FillRequest,
): Promise<string | undefined> {
  switch (kind) {
    case 'hub-user':
      return account.username;
    case 'variable':
      return variables[label] || undefined;
    case 'text':
      return undefined;
    case 'container':
    case 'image':
    case 'volume':
    case 'network':
      return newest(kind);
  }
}

/** Asks the sandbox's engine: the newest running container, else the newest of all; the newest of what else there is. */
export async function newestIn(sandbox: Sandbox, kind: LiveKind): Promise<string | undefined> {
  const result = await sandbox.exec({ command: ['bash', '-c', NEWEST[kind]] });
  const name = result.stdout.trim();
  return name === '' ? undefined : name;
}

const NEWEST: Record<LiveKind, string> = {
  container:
    "{ docker ps --format '{{.ID}}'; docker ps --all --format '{{.ID}}'; } | head --lines 1",
  image: "docker image ls --format '{{.ID}}' | head --lines 1",
  volume: 'docker volume ls --quiet | tail --lines 1',
  network: 'docker network ls --quiet --filter type=custom | head --lines 1',
};
