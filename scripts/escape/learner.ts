import { randomBytes } from 'node:crypto';
import type { HubLogin, SessionInfo } from '@drydock/protocol';
import type Dockerode from 'dockerode';
import { ControlFailed } from './attempt.ts';
import { runAsLearner } from './container-run.ts';
import { LearnerSocket } from './learner-socket.ts';
import { type Command, type Printed, shell } from './script.ts';

const LAB = 'docker-masterclass';
const DEEP = 'deep';

/** A learner at the page, with a machine of their own. */
export interface Learner {
  readonly session: string;
  /** The header that proves who it is. */
  readonly cookie: string;
  readonly hub: HubLogin;
  readonly container: Dockerode.Container;
  /** Of the sandbox, and of its network's gateway: addresses of the host's own. */
  readonly address: string;
  readonly gateway: string;
  /** Of the container's first process, on the host. */
  readonly pid: number;
  readonly socket: LearnerSocket;
  /** As root of the machine. */
  run(command: Command): Promise<Printed>;
  /** In a container that has been given all that the machine's engine can give, at the machine's own root. */
  nested(command: Command): Promise<Printed>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Another socket, by default to the own session from the own page. */
  connect(other?: { session?: string; headers?: Record<string, string> }): LearnerSocket;
}

export interface LearnerRequest {
  readonly url: string;
  readonly docker: Dockerode;
  readonly instance: string;
  readonly signal: AbortSignal;
}

/** Starts a session as a newcomer and waits for its machine. */
export async function join(request: LearnerRequest): Promise<Learner> {
  const { url, signal } = request;
  const answer = await fetch(`${url}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ lab: LAB }),
    signal,
  });
  if (!answer.ok) throw new Error(`A session was refused: ${answer.status} ${await answer.text()}`);
  const { session } = (await answer.json()) as SessionInfo;
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ');
  const own = { origin: url, cookie };
  const connect: Learner['connect'] = (other = {}) =>
    new LearnerSocket({ url, session: other.session ?? session, headers: other.headers ?? own });
  const socket = connect();
  const hub = await untilReady(socket);
  const container = await containerOf(socket, request);
  const { NetworkSettings, State } = await container.inspect();
  const [network] = Object.values(NetworkSettings.Networks);
  if (!network) throw new Error('The sandbox has no network.');
  const run = (command: Command) => runAsLearner({ container, command, signal });
  await startDeepContainer(run);
  return {
    ...{ session, cookie, hub, container, socket, connect, run },
    address: network.IPAddress,
    gateway: network.Gateway,
    pid: State.Pid,
    nested: (command) => run(['docker', 'exec', DEEP, 'chroot', '/host', ...command]),
    fetch: (path, init = {}) =>
      fetch(`${url}${path}`, { ...init, headers: { ...own, ...init.headers }, signal }),
  };
}

async function untilReady(socket: LearnerSocket): Promise<HubLogin> {
  const welcome = await socket.until('a welcome', () =>
    socket.messages.find((each) => each.type === 'welcome'),
  );
  const statuses = () =>
    socket.messages.flatMap((each) => {
      if (each.type === 'welcome') return [each.snapshot.sandbox];
      return each.type === 'sandbox.status' ? [each.sandbox] : [];
    });
  const last = await socket.until('a machine', () =>
    statuses().find(({ status }) => status === 'ready' || status === 'failed' || status === 'gone'),
  );
  if (last.status !== 'ready') throw new Error(`No machine: ${JSON.stringify(last)}`);
  const { hub } = welcome.snapshot;
  if (!hub) throw new Error('The session has no account at the hub.');
  return hub;
}

/** By a file in its workspace: a session's machine may come out of a pool, under any name. */
async function containerOf(
  socket: LearnerSocket,
  { docker, instance, signal }: LearnerRequest,
): Promise<Dockerode.Container> {
  const path = `mine-${randomBytes(8).toString('hex')}`;
  const saved = await socket.ask(
    { type: 'file.write', path, text: '', baseVersion: null },
    'file.saved',
  );
  if (saved.type === 'error') throw new Error(`${saved.code}: ${saved.message}`);
  const label = [`io.drydock.instance=${instance}`, 'io.drydock.kind=sandbox'];
  for (const { Id } of await docker.listContainers({ filters: { label } })) {
    const container = docker.getContainer(Id);
    const command: Command = ['test', '-e', `/workspace/${path}`];
    // One of a pool may still be starting: it is not this one.
    const { code } = await runAsLearner({ container, command, signal }).catch(() => ({ code: 1 }));
    if (code === 0) return container;
  }
  throw new Error('The container of a session could not be found.');
}

async function startDeepContainer(run: Learner['run']): Promise<void> {
  const { code, output } = await run(
    shell(`docker run --quiet --detach --name ${DEEP} --cap-add ALL --security-opt seccomp=unconfined \
      --security-opt apparmor=unconfined --pid host --network host --ipc host --uts host --volume /:/host \
      alpine sleep 1d && docker exec ${DEEP} chroot /host perl -e 1`),
  );
  if (code !== 0) throw new ControlFailed(`no container in the machine: ${output}`);
}
