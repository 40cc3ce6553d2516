import { problem } from '../problem.ts';
import type { ServerMessage } from '../server-messages.ts';

const base = `sha256:${'a'.repeat(64)}`;
const image = `sha256:${'b'.repeat(64)}`;

/** One message of each kind of view. */
export const viewExamples: ServerMessage[] = [
  {
    type: 'view.layers',
    images: [
      {
        id: image,
        tags: ['app:latest'],
        own: true,
        created: '2026-11-21T18:00:00.000Z',
        size: 9_000_004,
        layers: [
          { chainId: base, size: 9_000_000, instruction: 'ADD rootfs.tar /', created: null },
          {
            chainId: null,
            size: 0,
            instruction: 'CMD ["sh"]',
            created: '2026-11-21T18:00:00.000Z',
          },
          {
            chainId: image,
            size: 4,
            instruction: 'COPY app.py .',
            created: '2026-11-21T18:00:00.000Z',
          },
        ],
        containers: [
          {
            ...{ id: 'c'.repeat(64), name: 'web', running: true, size: 3 },
            changes: [{ path: '/etc/motd', kind: 'changed' }],
            changesTruncated: false,
          },
        ],
      },
    ],
    imagesTruncated: false,
  },
  {
    type: 'view.builds',
    builds: [
      {
        ref: 'p5r3m2kq0xq1w8v7u6t5s4r3p',
        started: '2026-11-21T18:00:00.000Z',
        ended: '2026-11-21T18:00:12.500Z',
        tags: ['app:latest'],
        image,
        failed: null,
        steps: [
          {
            ...{ name: '[1/3] FROM docker.io/library/python', stage: null },
            instruction: 'FROM docker.io/library/python',
            ...{ startedMs: 400, durationMs: 0, cached: true, failed: false, reason: null },
          },
          {
            ...{ name: '[2/3] COPY . .', instruction: 'COPY . .', stage: null },
            ...{ startedMs: 500, durationMs: 100, cached: false, failed: false },
            reason: { type: 'files-changed', files: [{ path: 'app.py', secondsBefore: 12.5 }] },
          },
          {
            ...{ name: '[3/3] RUN pip install flask', instruction: 'RUN pip install flask' },
            ...{ stage: null, startedMs: 600, durationMs: 9800, cached: false, failed: false },
            reason: { type: 'after', step: '[2/3] COPY . .' },
          },
        ],
        advice: [
          {
            ...{ move: '[2/3] COPY . .', below: '[3/3] RUN pip install flask' },
            ...{ first: [], savesMs: 9800 },
          },
        ],
      },
    ],
  },
  {
    type: 'view.pushes',
    pushes: [
      {
        ...{ id: '7f1c', repository: 'learner-1/app', tag: 'latest', digest: image },
        at: '2026-11-21T18:01:00.000Z',
        layers: [
          { digest: base, size: 3_000_000, outcome: 'mounted' },
          { digest: image, size: 120, outcome: 'uploaded' },
        ],
      },
    ],
  },
  {
    type: 'view.containers',
    containers: [
      {
        ...{ id: 'c'.repeat(64), name: 'web', image: 'app:latest', status: 'running' },
        ...{ exitCode: null, health: 'healthy', started: '2026-11-21T18:02:00.000Z' },
        ended: null,
        ports: [{ container: 5000, host: 8080, protocol: 'tcp' }],
        ...{ memory: 20_000_000, cpu: 0.25 },
      },
    ],
  },
  {
    type: 'view.hub',
    account: 'learner-1',
    repositories: [
      {
        ...{ name: 'learner-1/app', own: true },
        tags: [{ tag: 'latest', digest: image, size: 3_000_120, pushed: null }],
      },
    ],
  },
  { type: 'view.failed', view: 'builds', problem: problem('ENGINE_TIMEOUT') },
];
