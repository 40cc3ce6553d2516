import { existsSync } from 'node:fs';
import { HostError } from '../errors.ts';
import { type EngineProbe, probeEngine } from './engine-probe.ts';
import { ownEnginePaths } from './own-engine-paths.ts';

export interface FoundEngine {
  readonly socket: string;
  readonly version: string;
  /** Whether it is the one that Drydock runs itself. */
  readonly own: boolean;
}

/** A place where an engine may be. */
interface Place {
  readonly name: string;
  /** Undefined when this place does not apply on this box. */
  readonly socket: string | undefined;
  readonly own: boolean;
  /** Somebody asked for this one: nothing else will do. */
  readonly required: boolean;
}

export interface EngineSearch {
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The socket of the box's own engine, another in tests. */
  readonly systemSocket?: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The engine to host sandboxes, or undefined when Drydock's own has to be started.
 * Once Drydock has made an engine of its own it stays with that: images and volumes are there.
 * Rejects with HostError ENGINE_REFUSED when the chosen one is there and cannot be used.
 */
export async function findEngine(search: EngineSearch): Promise<FoundEngine | undefined> {
  for (const place of places(search)) {
    if (place.socket === undefined) continue;
    const probe = await probeEngine(place.socket, { signal: search.signal });
    const found = judge({ ...place, socket: place.socket }, probe);
    if (found !== undefined || place.own) return found;
  }
  return undefined;
}

/** Every engine on which Drydock may have made something: those that answer. */
export async function answeringEngines(search: EngineSearch): Promise<FoundEngine[]> {
  const found = new Map<string, FoundEngine>();
  for (const { socket, own } of places(search)) {
    if (socket === undefined || found.has(socket)) continue;
    const probe = await probeEngine(socket, { signal: search.signal });
    if (probe.status === 'answers') found.set(socket, { socket, version: probe.version, own });
  }
  return [...found.values()];
}

function places({
  home,
  environment,
  systemSocket = '/var/run/docker.sock',
}: EngineSearch): Place[] {
  const own = ownEnginePaths(home);
  return [
    {
      name: 'DOCKER_HOST',
      socket: environment.DOCKER_HOST ? socketOf(environment.DOCKER_HOST) : undefined,
      own: false,
      required: true,
    },
    {
      name: "Drydock's own engine",
      socket: existsSync(own.folder) ? own.socket : undefined,
      own: true,
      required: false,
    },
    { name: "this box's engine", socket: systemSocket, own: false, required: false },
  ];
}

/** The server reaches sandboxes at their addresses: their engine must be on this box. */
function socketOf(host: string): string {
  if (host.startsWith('unix://')) return host.slice('unix://'.length);
  throw new HostError({
    code: 'ENGINE_REFUSED',
    message: `DOCKER_HOST is ${host}: Drydock needs an engine on this box, at a UNIX socket.`,
    hint: 'Unset DOCKER_HOST, or set it to unix:///path/to/docker.sock.',
  });
}

function judge(place: Place & { socket: string }, probe: EngineProbe): FoundEngine | undefined {
  const { name, socket, own, required } = place;
  const where = `${name} (${socket})`;
  switch (probe.status) {
    case 'answers':
      if (!probe.rootless) return { socket, version: probe.version, own };
      throw refused(
        `${where} is a rootless engine, which cannot give sandboxes networks of their own.`,
        'Set DOCKER_HOST to the socket of an ordinary engine.',
      );
    case 'absent':
      if (!required) return undefined;
      throw refused(
        `Nobody answers at ${where}.`,
        'Start that engine, or unset DOCKER_HOST to let Drydock find or start one.',
      );
    case 'forbidden':
      throw refused(
        `${where} is there, but this user may not use it.`,
        'Run this command as root, or add the user to the group `docker` and log in again.',
      );
    case 'silent':
      throw refused(
        `${where} is there, but gives no proper answer: ${probe.reason}.`,
        own
          ? 'Restart it: `npx --no-install drydock stop`, then start again.'
          : 'Restart it (`systemctl restart docker`), or set DOCKER_HOST to another one.',
      );
  }
}

function refused(message: string, hint: string): HostError {
  return new HostError({ code: 'ENGINE_REFUSED', message, hint });
}
