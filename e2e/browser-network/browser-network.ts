import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** Path of the network namespace that browsers enter, for `chromium.sh` and for all processes of the run. */
const NETWORK = 'DRYDOCK_BROWSER_NETWORK';
const START_LIMIT_MS = 10_000;

/**
 * A network of the browsers' own, in which nothing changes. In the box's they would see the network of each sandbox
 * come and go, and whenever an address changes Chromium breaks off requests (ERR_NETWORK_CHANGED): a page then lacks a
 * style sheet now and then. Needs root, as all on the engine does; without it browsers stay in the network of the box.
 */
export async function openBrowserNetwork(): Promise<{ close(): Promise<void> }> {
  if (process.getuid?.() !== 0) return { close: async () => undefined };
  // A link that is up and has an address: a browser that has the loopback alone takes itself to be offline.
  const links = [
    'ip link set lo up',
    'ip link add link0 type veth peer name link1',
    'ip address add 192.0.2.1/24 dev link0',
    'ip link set link0 up',
    'ip link set link1 up',
  ];
  const script = `${links.join(' && ')} && echo up && exec cat`;
  const holder = await startHelper('unshare', ['--net', 'sh', '-c', script]);
  process.env[NETWORK] = `/proc/${holder.pid}/ns/net`;
  return {
    async close() {
      delete process.env[NETWORK];
      await end(holder);
    },
  };
}

/** Makes what answers at this port of the box answer at the same one in the browsers' network. */
export async function carryIn(port: number): Promise<{ close(): Promise<void> }> {
  const network = process.env[NETWORK];
  if (network === undefined) return { close: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'drydock-e2e-port-'));
  const path = join(folder, 'socket');
  const open = new Set<Socket>();
  // A socket file is the same in every network.
  const server = createServer((inside) => {
    open.add(inside);
    inside.on('close', () => open.delete(inside));
    // Either end may break off at any time; then so does the other.
    pipeline(inside, connect(port, '127.0.0.1'), inside, () => undefined);
  });
  server.listen(path);
  await once(server, 'listening');
  const program = fileURLToPath(new URL('listen.mjs', import.meta.url));
  const enter = [`--net=${network}`, process.execPath, program, String(port), path];
  const helper = await startHelper('nsenter', enter);
  return {
    async close() {
      await end(helper);
      for (const socket of open) socket.destroy();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Resolves when it has printed something: it is ready then. */
async function startHelper(program: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(program, args, {
    // Ctrl+C goes to every process of a terminal: this one ends when its input does.
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`${program} is not ready in time.`)),
      START_LIMIT_MS,
    );
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${program} has ended with ${code}.`)));
    child.stdout.once('data', () => {
      clearTimeout(late);
      resolve();
    });
  });
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.stdin?.end();
  await ended;
}
