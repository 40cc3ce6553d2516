import { z } from 'zod';
import type { Release, SandboxPort } from '../../driver.ts';
import { createListeners } from '../../listeners.ts';
import { tool } from './exec.ts';
import { follow } from './follow.ts';
import type { Machine } from './machine.ts';
import { createSplitter } from './streams.ts';

const NEWLINE = 10;

/** Follows the ports that containers in the sandbox publish, while somebody listens. */
export function createPortWatch(
  machine: Machine,
): (listener: (ports: readonly SandboxPort[]) => void) => Release {
  const listeners = createListeners<readonly SandboxPort[]>();
  let last: readonly SandboxPort[] | undefined;
  let stop: Release | undefined;

  function take(line: string): void {
    const ports = parsePorts(line);
    if (!ports || JSON.stringify(ports) === JSON.stringify(last)) return;
    last = ports;
    listeners.emit(ports);
  }

  return (listener) => {
    if (machine.ending.aborted) return () => undefined;
    const releaseListener = listeners.add(listener);
    const known = last;
    let listening = true;
    if (known) queueMicrotask(() => listening && listener(known));
    stop ??= follow(machine, {
      command: () => tool('ports-watch'),
      reader: () => createSplitter(NEWLINE, take),
    });
    return () => {
      listening = false;
      releaseListener();
      if (listeners.size > 0) return;
      stop?.();
      stop = undefined;
      last = undefined;
    };
  };
}

const listedContainers = z.array(
  z.object({
    Names: z.array(z.string()).default([]),
    Ports: z
      .array(
        z.object({
          IP: z.string().optional(),
          PrivatePort: z.number(),
          PublicPort: z.number().optional(),
          Type: z.string(),
        }),
      )
      .default([]),
  }),
);

/**
 * The engine's list of running containers -> what answers at the sandbox's own address, by number. Undefined for
 * anything else: the line comes from the learner's machine, where they may have put anything in the engine's place.
 */
export function parsePorts(json: string): readonly SandboxPort[] | undefined {
  const listed = listedContainers.safeParse(parseJson(json));
  if (!listed.success) return undefined;
  const ports = new Map<number, SandboxPort>();
  for (const { Names, Ports } of listed.data) {
    for (const { IP, PrivatePort, PublicPort, Type } of Ports) {
      // Published for the sandbox itself only.
      if (IP?.startsWith('127.') || IP === '::1') continue;
      // The same port is listed once for IPv4 and once for IPv6.
      if (PublicPort === undefined || Type !== 'tcp' || ports.has(PublicPort)) continue;
      const container = (Names[0] ?? '').replace(/^\//, '');
      ports.set(PublicPort, { port: PublicPort, containerPort: PrivatePort, container });
    }
  }
  return [...ports.values()].sort((a, b) => a.port - b.port);
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // What is no JSON is no list either.
    return undefined;
  }
}
