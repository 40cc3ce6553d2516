import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { control } from './attempt.ts';
import type { Host } from './host.ts';

const PROGRAM = fileURLToPath(new URL('answering.mjs', import.meta.url));
/** What all that stands for the outside answers with: whoever reads it has been there. */
export const REACHED = 'drydock-escape-reached';
const METADATA = '169.254.169.254';
const START_LIMIT_MS = 10_000;

interface Visit {
  readonly port: number;
  readonly from: string;
  readonly said: string;
}

/** Somebody who answers, and remembers who came. */
export interface Answering {
  readonly visits: readonly Visit[];
  close(): Promise<void>;
}

/** A network next to the host: a neighbour on its LAN, which is the clouds' metadata service as well. Nothing of it is real. */
export interface Outside extends Answering {
  /** The host's own address on it, as other machines of a LAN know it. */
  readonly hostAddress: string;
  readonly neighbour: string;
  /** A neighbour whose network has addresses of the internet's. */
  readonly publicNeighbour: string;
  readonly metadata: string;
  /** Of the neighbour, with the host's interface as its zone. */
  readonly linkLocal: string;
  readonly uniqueLocal: string;
  readonly port: number;
}

/** Makes it in a network namespace of its own, which ends with the process in it. Needs root. */
export async function layOutside(host: Host, unique: string): Promise<Outside> {
  const [near, far] = [`dre-${unique}`, `drf-${unique}`];
  const port = randomInt(20_000, 30_000);
  const lan = `192.168.${randomInt(180, 250)}`;
  const net = 4 * randomInt(1, 62);
  const local = `fd${randomInt(16, 256).toString(16)}:${randomInt(0x1000, 0xffff).toString(16)}`;
  const there = await answerIn(port);
  const inside = (...words: string[]) =>
    host.output('nsenter', '-t', String(there.child.pid), '-n', 'ip', ...words);
  const here = (...words: string[]) => host.output('ip', ...words);
  try {
    await here(
      'link',
      'add',
      near,
      'type',
      'veth',
      'peer',
      'name',
      far,
      'netns',
      `${there.child.pid}`,
    );
    await here('addr', 'add', `${lan}.${net + 1}/30`, 'dev', near);
    await here('addr', 'add', `203.0.113.${net + 1}/30`, 'dev', near);
    await here('addr', 'add', `${local}::1/64`, 'dev', near, 'nodad');
    await here('link', 'set', near, 'up');
    await inside('link', 'set', 'lo', 'up');
    await inside('addr', 'add', `${METADATA}/32`, 'dev', 'lo');
    await inside('addr', 'add', `${lan}.${net + 2}/30`, 'dev', far);
    await inside('addr', 'add', `203.0.113.${net + 2}/30`, 'dev', far);
    await inside('addr', 'add', `${local}::2/64`, 'dev', far, 'nodad');
    await inside('link', 'set', far, 'up');
    await inside('route', 'add', 'default', 'via', `${lan}.${net + 1}`);
    // Several runs at once each have a way of their own; which is taken is the same to all.
    const metric = String(randomInt(1, 60_000));
    await here('route', 'add', `${METADATA}/32`, 'dev', near, 'metric', metric);
    const addresses = await inside('-6', 'addr', 'show', 'dev', far, 'scope', 'link');
    const linkLocal = /inet6 (fe80:[0-9a-f:]+)/.exec(addresses)?.[1];
    control(linkLocal !== undefined, 'the neighbour has no link-local address');
    return {
      ...{ visits: there.visits, close: there.close, port, metadata: METADATA },
      hostAddress: `${lan}.${net + 1}`,
      neighbour: `${lan}.${net + 2}`,
      publicNeighbour: `203.0.113.${net + 2}`,
      uniqueLocal: `${local}::2`,
      linkLocal: `${linkLocal}%${near}`,
    };
  } catch (error) {
    await there.close();
    throw error;
  }
}

/** A service of the host's own on one address of it. */
export async function answerOnHost(
  address: string,
  port = 0,
): Promise<Answering & { readonly address: string; readonly port: number }> {
  const visits: Visit[] = [];
  const server = createServer((socket) => {
    visits.push({ port: 0, from: socket.remoteAddress ?? '', said: '' });
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      visits.push({ port: 0, from: socket.remoteAddress ?? '', said: `${bytes.subarray(0, 300)}` });
      socket.end(
        `HTTP/1.1 200 OK\r\nContent-Length: ${REACHED.length}\r\nConnection: close\r\n\r\n${REACHED}`,
      );
    });
  });
  server.listen(port, address);
  await once(server, 'listening');
  const bound = server.address();
  control(typeof bound === 'object' && bound !== null, 'a service has no port');
  return {
    ...{ visits, address, port: bound.port },
    async close() {
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}

async function answerIn(port: number): Promise<Answering & { readonly child: ChildProcess }> {
  const child = spawn('unshare', ['--net', process.execPath, PROGRAM, REACHED, String(port)], {
    // Ctrl+C goes to every process of a terminal: this one ends when its input does.
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const visits: Visit[] = [];
  const listening = new Promise<void>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error('The outside does not answer.')),
      START_LIMIT_MS,
    );
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The outside has ended with ${code}.`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const told = JSON.parse(line) as Visit & { readonly listening?: number };
      if (told.listening === undefined) visits.push(told);
      else {
        clearTimeout(late);
        resolve();
      }
    });
  });
  await listening;
  return {
    ...{ child, visits },
    async close() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
