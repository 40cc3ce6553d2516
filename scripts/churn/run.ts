import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { drydockHome, prepareHost, removeInstance, whileUsing } from '@drydock/sandbox/docker/host';
import Dockerode from 'dockerode';
import { type Inventory, type Place, takeInventory } from './inventory.ts';
import { makeLabs } from './lab.ts';
import { type LifeReport, live } from './learner.ts';
import { nameOf, type Plan, type ServerKill } from './plan.ts';
import { remainder } from './report.ts';
import { createServer, type Server } from './server.ts';
import { createWitness } from './witness.ts';

export interface Run {
  readonly plan: Plan;
  /** Learners at once. */
  readonly atOnce: number;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

export interface RunReport {
  /** What was done, one name for each time. */
  readonly done: readonly string[];
  /** What went wrong, in words. */
  readonly failures: readonly string[];
  /** By kind: before the instance was removed, without workspaces and the hub's storage; and after. */
  readonly left: readonly [string, string[]][];
  readonly looked: Inventory;
  /** From a learner's request to a sandbox that answers, in milliseconds. */
  readonly starts: readonly number[];
  /** With learners, without preparation and looking afterwards. */
  readonly seconds: number;
}

/** Everything of the run has this in its names. */
const id = randomBytes(4).toString('hex');
/** The kernel and the engine are done with what has ended within this time, in milliseconds. */
const SETTLE_LIMIT_MS = 20_000;
const LOOK_EVERY_MS = 250;

/** Lets learners come and go at a Drydock of the run's own, then looks for what that left on the box. */
export async function runChurn(run: Run): Promise<RunReport> {
  const home = drydockHome(process.env);
  const instance = `churn-${id}`;
  const { say, signal } = run;
  return whileUsing(home, async () => {
    const host = await prepareHost({
      ...{ home, signal, instance: 'main', environment: process.env },
      stages: { run: (title, work) => work((line) => say(`  | ${title}: ${line}`)) },
    });
    const docker = new Dockerode({ socketPath: host.engine.socket });
    const witness = createWitness(docker, instance);
    const place: Place = { docker, home, instance, seen: witness.seen };
    const before = await takeInventory(place);
    const labs = await makeLabs();
    try {
      const server = createServer({
        ...{ instance, say, labs: labs.folder },
        maxSessions: 4 * run.atOnce,
      });
      const work = createWork(run, { server, docker });
      const began = performance.now();
      const failures: string[] = [];
      try {
        await work.done();
      } finally {
        await server.stop().catch((error: Error) => failures.push(error.message));
      }
      const seconds = (performance.now() - began) / 1000;
      say('The server has stopped. Looking for what is left ...');
      const served = await settled(place, before, withoutKept);
      failures.push(...workspacesOfEnded(served.looked, work.ended));
      await removeInstance({ engine: host.engine, instance, home });
      const removed = await settled(place, before, (inventory) => inventory);
      return {
        ...{ done: work.log, starts: work.starts, seconds, looked: removed.looked },
        failures: [...work.failures, ...failures],
        left: [...served.left, ...removed.left],
      };
    } finally {
      await witness.stop();
      await removeInstance({ engine: host.engine, instance, home });
      await labs.release();
    }
  });
}

interface Means {
  readonly server: Server;
  readonly docker: Dockerode;
}

function createWork({ plan, atOnce, signal, say }: Run, { server, docker }: Means) {
  const log: string[] = [];
  const failures: string[] = [];
  const starts: number[] = [];
  const waiting = [...plan.lives];
  const kills: Promise<void>[] = [];
  const ended = new Set<string>();

  async function worker(): Promise<void> {
    for (let life = waiting.shift(); life; life = waiting.shift()) {
      signal.throwIfAborted();
      const url = await server.url();
      const { generation } = server;
      for (const kill of plan.kills) if (kill.at === life.number) kills.push(strike(kill));
      const name = nameOf(life.ending);
      const tell = (what: string) => say(`[${life.number}/${plan.lives.length}] ${name}: ${what}`);
      try {
        const report: LifeReport = await live({
          ...{ life, url, docker, signal, run: id },
          onEnded: (session) => ended.add(session),
        });
        if (report.started !== undefined) starts.push(report.started);
        log.push(name);
        tell(report.outcome);
      } catch (error) {
        if (server.generation !== generation) {
          log.push('cut off by a kill of the server');
          tell('cut off by the kill of the server');
          continue;
        }
        const { message } = error as Error;
        failures.push(`learner ${life.number} (${name}): ${message}`);
        tell(`FAILED: ${message}`);
      }
    }
  }

  async function strike({ after, what }: ServerKill): Promise<void> {
    await pause(after, undefined, { signal });
    log.push(`SIGKILL of ${what}`);
    say(`SIGKILL of ${what}`);
    await server.kill(what);
  }

  return {
    log,
    failures,
    starts,
    /** Sessions that their learners have ended. */
    ended,
    async done(): Promise<void> {
      await Promise.all(Array.from({ length: atOnce }, worker));
      await Promise.all(kills);
    },
  };
}

interface Settled {
  readonly looked: Inventory;
  readonly left: [string, string[]][];
}

/** Looks until nothing is left, for as long as the kernel and the engine may take. */
async function settled(
  place: Place,
  before: Inventory,
  choose: (inventory: Inventory) => Inventory,
): Promise<Settled> {
  const limit = AbortSignal.timeout(SETTLE_LIMIT_MS);
  for (;;) {
    const looked = await takeInventory(place);
    const left = remainder(before, choose(looked));
    if (left.length === 0 || limit.aborted) return { looked, left };
    await pause(LOOK_EVERY_MS);
  }
}

/** The folders of the instance, with nothing but workspaces in them. */
const KEPT_FILE = /\/(disks|workspaces)\/[^/]+$|\/workspaces\/[^/]+\/[^/]+\.img$/;

/** What stays by design when a server ends: workspaces, and what was pushed to the hub. */
function withoutKept(inventory: Inventory): Inventory {
  return {
    ...inventory,
    volumes: inventory.volumes.filter((name) => !/^(workspace|hub):/.test(name)),
    files: inventory.files.filter((path) => !KEPT_FILE.test(path)),
  };
}

function workspacesOfEnded({ volumes, files }: Inventory, ended: ReadonlySet<string>): string[] {
  const left = [...volumes, ...files].filter((name) => [...ended].some((id) => name.includes(id)));
  return left.map((name) => `its learner has ended the session, and this is left: ${name}`);
}
