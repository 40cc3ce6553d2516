import Docker from 'dockerode';
import { findEngine } from '../engine/find-engine.ts';
import { ownEnginePaths } from '../engine/own-engine-paths.ts';
import { offeredRuntimes } from '../engine/runtimes.ts';
import { HostError } from '../errors.ts';
import type { Finding } from './finding.ts';

export interface EngineFacts {
  readonly docker: Docker;
  readonly socket: string;
  readonly version: string;
  /** Whether it is the one that Drydock runs itself. */
  readonly own: boolean;
  /** 1 or 2. */
  readonly cgroupVersion: string;
  readonly runtimes: readonly string[];
  /** The folder of its images and containers. */
  readonly root: string;
}

export interface EngineExamination {
  readonly finding: Finding;
  readonly engine: EngineFacts | undefined;
}

export interface EngineSearch {
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly isRoot: boolean;
  /** Others in tests. */
  readonly find?: typeof findEngine;
  readonly connect?: (socket: string) => Docker;
}

const NAMED = { id: 'engine', title: 'Docker engine' };

/** The engine that `drydock up` would use. */
export async function examineEngine(search: EngineSearch): Promise<EngineExamination> {
  const { home, environment, isRoot, find = findEngine, connect = connectTo } = search;
  try {
    const found = await find({ home, environment });
    if (found === undefined) return { engine: undefined, finding: none(isRoot) };
    const { socket, version } = found;
    const docker = connect(socket);
    const info = (await docker.info()) as {
      readonly CgroupVersion?: string;
      readonly DockerRootDir: string;
    };
    // Also where DOCKER_HOST leads to it.
    const own = found.own || socket === ownEnginePaths(home).socket;
    const engine: EngineFacts = {
      ...{ docker, socket, version, own },
      cgroupVersion: info.CgroupVersion ?? '1',
      runtimes: await offeredRuntimes(docker),
      root: info.DockerRootDir,
    };
    return { engine, finding: judge(engine) };
  } catch (error) {
    const advice = error instanceof HostError ? error.hint : 'Restart the engine, then look again.';
    const detail = (error as Error).message;
    return { engine: undefined, finding: { ...NAMED, state: 'problem', detail, advice } };
  }
}

function judge({ version, socket, own }: EngineFacts): Finding {
  const detail = `${version} at ${socket}, ${own ? 'Drydock’s own' : 'the host’s'}`;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 10)) return { ...NAMED, state: 'ok', detail };
  const advice = 'Install Docker 20.10 or later.';
  return { ...NAMED, state: 'problem', detail: `${detail}: too old`, advice };
}

function none(isRoot: boolean): Finding {
  if (isRoot)
    return {
      ...NAMED,
      state: 'warning',
      detail: 'none answers yet',
      advice: '`drydock prepare` installs and starts one of Drydock’s own.',
    };
  const advice = 'Start one that this user may use, or run Drydock as root.';
  return { ...NAMED, state: 'problem', detail: 'none answers', advice };
}

function connectTo(socket: string): Docker {
  return new Docker({ socketPath: socket, timeout: 10_000 });
}
