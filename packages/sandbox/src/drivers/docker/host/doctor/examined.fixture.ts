import type Docker from 'dockerode';
import type { EngineFacts } from './engine-facts.ts';
import type { Examined } from './finding.ts';
import type { BoxReaders } from './readers.ts';

export const healthyEngine: EngineFacts = {
  docker: {} as Docker,
  socket: '/run/docker.sock',
  version: '28.0.1',
  own: false,
  cgroupVersion: '2',
  runtimes: ['runc', 'crun'],
  root: '/var/lib/docker',
};

const healthyBox: BoxReaders = {
  isRoot: true,
  kernel: '6.1.0-13-amd64',
  machine: 'x86_64',
  read: async (path) => ({ '/proc/meminfo': 'MemAvailable:   16777216 kB\n' })[path],
  mode: async () => 0o666,
  freeBytes: async () => 100 * 1024 ** 3,
  tryAsUser: async () => undefined,
};

/** A box where all is well, but for what a test says. */
export function examinedBox(
  box: Partial<BoxReaders> = {},
  rest: Partial<Omit<Examined, 'box'>> = {},
): Examined {
  return {
    box: { ...healthyBox, ...box },
    engine: healthyEngine,
    home: '/home',
    environment: {},
    ...rest,
  };
}
