import type { Build, BuildStep, StepReason } from '@drydock/protocol';

const STARTED = '2026-11-21T18:00:00.000Z';

export function stepOf(
  name: string,
  [startedMs, durationMs]: readonly [number, number] = [0, 0],
  reason: StepReason | null = null,
): BuildStep {
  const stage = /^\[([a-z]\w*) /.exec(name)?.[1] ?? null;
  const instruction = name.replace(/^\[[^\]]*\] /, '');
  const cached = reason === null;
  return { name, instruction, stage, startedMs, durationMs, cached, failed: false, reason };
}

/** The build of a small Flask app, after app.py was edited, with the Dockerfile in the wrong order. */
export function buildOf(more: Partial<Build> = {}): Build {
  return {
    ref: 'r2',
    started: STARTED,
    ended: '2026-11-21T18:00:10.400Z',
    tags: ['hello:latest'],
    image: `sha256:${'b'.repeat(64)}`,
    failed: null,
    steps: [
      stepOf('[1/4] FROM python:3.8-alpine', [100, 0]),
      stepOf('[2/4] COPY app.py .', [200, 100], {
        type: 'files-changed',
        files: [{ path: 'app.py', secondsBefore: 12.3 }],
      }),
      stepOf('[3/4] RUN pip install flask', [300, 9_800], {
        type: 'after',
        step: '[2/4] COPY app.py .',
      }),
      stepOf('[4/4] RUN touch /done', [10_100, 200], {
        type: 'after',
        step: '[3/4] RUN pip install flask',
      }),
    ],
    advice: [
      {
        move: '[2/4] COPY app.py .',
        below: '[3/4] RUN pip install flask',
        first: [],
        savesMs: 9_800,
      },
    ],
    ...more,
  };
}

/** The same before: everything ran. */
export function firstBuildOf(more: Partial<Build> = {}): Build {
  const first = { type: 'first-build' } as const;
  return buildOf({
    ref: 'r1',
    started: '2026-11-21T17:59:00.000Z',
    ended: '2026-11-21T17:59:12.000Z',
    steps: [
      stepOf('[1/4] FROM python:3.8-alpine', [100, 0]),
      stepOf('[2/4] COPY app.py .', [200, 100], first),
      stepOf('[3/4] RUN pip install flask', [300, 11_000], first),
      stepOf('[4/4] RUN touch /done', [11_300, 200], first),
    ],
    advice: [],
    ...more,
  });
}
