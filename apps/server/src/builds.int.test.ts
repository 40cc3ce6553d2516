import type { Build, StepReason } from '@drydock/protocol';
import type { Sandbox, SandboxDriver } from '@drydock/sandbox';
import { createDockerDriver } from '@drydock/sandbox/docker';
import { drydockHome, prepareHost, removeInstance } from '@drydock/sandbox/docker/host';
import { customAlphabet } from 'nanoid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildsView } from './session/builds/builds-view.ts';
import { FileHistory } from './session/builds/file-history.ts';
import { BuildHistory } from './session/builds/told-builds.ts';

const newName = customAlphabet('0123456789abcdef', 12);

let release: () => Promise<void> = async () => undefined;
let driver: SandboxDriver;
let sandbox: Sandbox;
const files = new FileHistory();
const history = new BuildHistory();

beforeAll(async () => {
  const [home, instance] = [drydockHome(process.env), `test-${newName()}`];
  const host = await prepareHost({
    ...{ home, instance: 'main', environment: process.env },
    stages: { run: (_title, work) => work(() => undefined) },
  });
  release = () => removeInstance({ engine: host.engine, instance, home });
  driver = createDockerDriver({
    ...{ connection: { socketPath: host.engine.socket }, instance, home },
    ...{ image: host.sandboxImage, firewall: host.firewallImage, seed: host.seed },
  });
  sandbox = await driver.create({ id: newName() });
  sandbox.files.watch((changes) => files.note(changes, Date.now()));
});

afterAll(async () => {
  await sandbox?.destroy({ workspace: 'remove' });
  await driver?.close();
  await release();
});

/** Runs a script that builds, and resolves to its newest build. */
async function build(script: string): Promise<Build> {
  const { exitCode, stderr } = await sandbox.exec({
    command: ['bash', '-ec', script],
    timeout: 60_000,
  });
  expect(exitCode, stderr).toBe(0);
  return await newest();
}

async function newest(): Promise<Build> {
  const [build] = buildsView(await history.ask(sandbox), files).builds;
  if (!build) throw new Error('there is no build');
  return build;
}

function reasons({ steps }: Build): (StepReason | null)[] {
  return steps.map(({ reason }) => reason);
}

const DOCKERFILE = `
mkdir -p one && cd one
cat > Dockerfile <<'END'
FROM alpine
COPY app.txt /app/
RUN sleep 1 && echo tools > /tools
RUN cat /app/app.txt
END
echo one > app.txt
`;

test('first build, then all from the cache, then a changed file, and what moving its COPY would have saved', async () => {
  const first = await build(`${DOCKERFILE} docker build -q -t one .`);
  const isFirst = { type: 'first-build' };
  expect(reasons(first)).toEqual([null, isFirst, isFirst, isFirst]);
  expect(first).toMatchObject({ tags: ['one:latest'], failed: null, advice: [] });
  expect(first.image).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(first.steps.map(({ name }) => name)).toEqual([
    '[1/4] FROM docker.io/library/alpine:latest',
    '[2/4] COPY app.txt /app/',
    '[3/4] RUN sleep 1 && echo tools > /tools',
    '[4/4] RUN cat /app/app.txt',
  ]);
  expect(first.steps[2]?.durationMs).toBeGreaterThan(900);
  const again = await build('cd one; docker build -q -t one .');
  expect(again.steps.map(({ cached }) => cached)).toEqual([true, true, true, true]);
  expect(reasons(again)).toEqual([null, null, null, null]);
  const changed = await build(
    'cd one; echo two > app.txt; echo x > notes; docker build -q -t one .',
  );
  expect(reasons(changed)).toEqual([
    null,
    {
      type: 'files-changed',
      files: [{ path: 'one/app.txt', secondsBefore: expect.closeTo(0, -1) }],
    },
    { type: 'after', step: '[2/4] COPY app.txt /app/' },
    { type: 'after', step: '[3/4] RUN sleep 1 && echo tools > /tools' },
  ]);
  expect(changed.advice).toEqual([
    {
      move: '[2/4] COPY app.txt /app/',
      below: '[3/4] RUN sleep 1 && echo tools > /tools',
      first: [],
      savesMs: changed.steps[2]?.durationMs,
    },
  ]);
});

test('a changed instruction, --no-cache, and a build argument', async () => {
  const other = await build(
    'cd one; sed -i "s/cat .*/cat app\\/app.txt/" Dockerfile; docker build -q -t one .',
  );
  expect(reasons(other)).toEqual([
    ...[null, null, null],
    { type: 'instruction-changed', before: 'RUN cat /app/app.txt' },
  ]);
  const fresh = await build('cd one; docker build -q --no-cache -t one .');
  const without = { type: 'no-cache' };
  expect(reasons(fresh)).toEqual([null, without, without, without]);
  const script = 'printf "FROM alpine\\nARG V\\nENV W=\\$V\\nRUN true\\n" | docker build -q -t arg';
  await build(`${script} --build-arg V=1 -`);
  const argument = await build(`${script} --build-arg V=2 -`);
  expect(reasons(argument)).toEqual([
    null,
    { type: 'setting-changed', before: 'ARG V=1', after: 'ARG V=2' },
  ]);
});

test('a base that was built anew', async () => {
  const base = (text: string) =>
    `printf "FROM alpine\\nRUN echo ${text} > /b\\n" | docker build -q -t base -`;
  const top = 'printf "FROM base\\nRUN cat /b\\n" | docker build -q -t top -';
  await build(`${base('one')}; ${top}`);
  const build2 = await build(`${base('two')}; ${top}`);
  expect(reasons(build2)).toEqual([
    {
      ...{ type: 'base-changed', image: 'base:latest' },
      before: expect.stringMatching(/^sha256:/),
      after: expect.stringMatching(/^sha256:/),
    },
    { type: 'after', step: '[1/2] FROM docker.io/library/base:latest' },
  ]);
  expect(build2.steps[0]?.cached).toBe(false);
});

test('stages and a cache mount: a change in one stage reaches the other by its COPY --from', async () => {
  const dockerfile = `
mkdir -p stages && cd stages
cat > Dockerfile <<'END'
FROM alpine AS build
WORKDIR /src
COPY main.txt .
RUN --mount=type=cache,target=/cache cp main.txt /cache/ && cp main.txt /out
FROM alpine
RUN echo tools
COPY --from=build /out /out
END
echo one > main.txt
`;
  await build(`${dockerfile} docker build -q -t stages .`);
  const second = await build('cd stages; echo two > main.txt; docker build -q -t stages .');
  expect(second.steps.map(({ name, reason }) => [name, reason?.type ?? null])).toEqual([
    ['[build 1/4] FROM docker.io/library/alpine:latest', null],
    ['[build 2/4] WORKDIR /src', null],
    ['[build 3/4] COPY main.txt .', 'files-changed'],
    [
      '[build 4/4] RUN --mount=type=cache,target=/cache cp main.txt /cache/ && cp main.txt /out',
      'after',
    ],
    ['[stage-1 1/3] FROM docker.io/library/alpine:latest', null],
    ['[stage-1 2/3] RUN echo tools', null],
    ['[stage-1 3/3] COPY --from=build /out /out', 'after'],
  ]);
});

test('a build that fails says where, and the step that did not come is not told as done', async () => {
  const script = 'printf "FROM alpine\\nRUN exit 3\\nRUN echo never\\n" | docker build -q -t bad -';
  const failed = await build(`! ${script}`);
  expect(failed.failed).toMatch(/exit code: 3/);
  expect(failed).toMatchObject({ image: null, tags: [] });
  expect(failed.steps).toMatchObject([
    { cached: true, failed: false },
    { failed: true, reason: { type: 'first-build' } },
    { failed: false, startedMs: null, durationMs: null, reason: null },
  ]);
});

test('what was pruned is done again for that', async () => {
  const pruned = await build(
    'cd one; docker builder prune -af > /dev/null; docker image rm -f $(docker images -qf dangling=true) one > /dev/null; docker build -q -t one .',
  );
  expect(reasons(pruned).map((reason) => reason?.type)).toContain('cache-removed');
});

test('a build that runs is told as it goes, and its end is told', async () => {
  let told = 0;
  const leave = sandbox.watchBuilds(() => {
    told += 1;
  });
  const running = build('printf "FROM alpine\\nRUN sleep 4\\n" | docker build -q -t slow -');
  await expect
    .poll(async () => (await newest()).steps[1], { timeout: 3500, interval: 100 })
    .toMatchObject({ instruction: 'RUN sleep 4', durationMs: null, cached: false });
  expect((await newest()).ended).toBeNull();
  const before = told;
  const ended = await running;
  expect(ended).toMatchObject({ tags: ['slow:latest'] });
  await expect.poll(() => told).toBeGreaterThan(before);
  leave();
});
