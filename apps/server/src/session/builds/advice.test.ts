import { expect, test } from 'vitest';
import { adviceOf } from './advice.ts';
import { buildGraph } from './build-graph.ts';
import { type FakeStep, toldBuild } from './told.fixture.ts';

function advice(...below: readonly (string | FakeStep)[]) {
  return adviceFor([], ...below);
}

/** With what is known to have changed. */
function adviceFor(changed: readonly string[], ...below: readonly (string | FakeStep)[]) {
  const steps = below.map((step, index): FakeStep => {
    const parts = typeof step === 'string' ? { name: step } : step;
    return { took: 1000, ...parts, name: `[${index + 3}/9] ${parts.name}` };
  });
  const build = buildGraph(
    toldBuild([
      { name: '[1/9] FROM alpine', cached: true },
      { name: '[2/9] COPY . .', uses: ['context'] },
      ...steps,
    ]),
  );
  const copy = build.steps[1];
  if (!copy) throw new Error('no COPY');
  return adviceOf(
    build,
    new Map([
      [copy, { type: 'files-changed', files: changed.map((path) => ({ path, secondsBefore: 1 })) }],
    ]),
  );
}

test.each([
  'RUN pip install flask==3.0 "redis>=5"',
  'RUN pip install --no-cache-dir flask',
  'RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*',
  'RUN apk add --no-cache curl git',
  'RUN npm install -g typescript',
  'RUN --mount=type=cache,target=/root/.cache pip install flask',
  "RUN sleep 2 && echo 'tools are here' > /tools",
  'RUN adduser -D app',
])('%s reads nothing of what was copied', (run) => {
  expect(advice(run)).toEqual([
    { move: '[2/9] COPY . .', below: `[3/9] ${run}`, first: [], savesMs: 1000 },
  ]);
});

test.each([
  'RUN pip install -r requirements.txt',
  'RUN pip install .',
  'RUN pip install ./vendor/thing.whl',
  'RUN pip install thing.whl',
  'RUN npm install',
  'RUN make',
  'RUN python setup.py install',
  'RUN apk add curl && ./configure',
  'RUN echo $(cat VERSION)',
  'RUN echo done > done',
  'RUN --mount=type=bind,target=. pip install flask',
  'RUN rm -rf src',
  'RUN ["pip", "install", "flask"]',
  'WORKDIR /app',
])('%s may read it, so no advice is given', (run) => {
  expect(advice(run)).toEqual([]);
});

test.each([
  ['RUN npm install', 'package.json'],
  ['RUN npm ci --omit=dev', 'package.json'],
  ['RUN --mount=type=cache,target=/root/.npm npm install', 'package.json'],
  ['RUN pip install --no-cache-dir -r requirements.txt', 'requirements.txt'],
  ['RUN go mod download', 'go.mod'],
])('%s reads %s alone: that is to be copied first, unless it has changed', (run, file) => {
  expect(adviceFor(['app/src/main.js'], run)).toMatchObject([
    { move: '[2/9] COPY . .', below: `[3/9] ${run}`, savesMs: 1000 },
  ]);
  expect(adviceFor(['app/src/main.js'], run)[0]?.first[0]).toBe(file);
  expect(adviceFor([`app/${file}`, 'x'], run)).toEqual([]);
  expect(adviceFor([], run)).toEqual([]);
});

test('what is saved is the sum of what ran for nothing, up to the first step that needs the files', () => {
  expect(
    advice('RUN apk add curl', 'RUN pip install flask', 'RUN make', 'RUN apk add git'),
  ).toEqual([
    { move: '[2/9] COPY . .', below: '[4/9] RUN pip install flask', first: [], savesMs: 2000 },
  ]);
});

test('a step that failed, came from the cache or took no time saves nothing', () => {
  expect(advice({ name: 'RUN apk add curl', error: 'exit code: 1' })).toEqual([]);
  expect(advice({ name: 'RUN apk add curl', cached: true })).toEqual([]);
  expect(advice({ name: 'RUN apk add curl', took: 100 })).toEqual([]);
});
