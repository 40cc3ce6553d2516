import { expect, test } from 'vitest';
import type { ProbeResult } from './probe.ts';
import { judgeIn, PASS, whyNot } from './scripted-probe.fixture.ts';

const ENGINE = {
  '/images/json': [{ RepoTags: ['alpine:latest'] }],
  '/images/flask-app/json': { Id: 'sha256:abc', Config: {}, RootFS: {}, GraphDriver: {} },
  '/volumes': { Volumes: [{ Name: 'logs' }] },
  '/volumes/data': { Mountpoint: '/v/data' },
  '/networks': [{ Name: 'bridge' }, { Name: 'host' }],
  '/networks/backend': { Containers: { x: { Name: 'web' } } },
  '/containers/json?all=1': [
    { Id: '1', Names: ['/web'], State: 'running', Ports: [{ PublicPort: 5001, Type: 'tcp' }] },
    { Id: '2', Names: ['/old'], State: 'exited', Ports: [{ PublicPort: 80, Type: 'tcp' }] },
  ],
};

test('a volume, and what is in it', async () => {
  const world = { engine: ENGINE, files: { '/v/data/notes.txt': 'a note', '/v/data/sub': null } };
  const volume = (fields: object) => ({ volume: { name: 'data', ...fields } });
  expect(await judgeIn(world, { volume: 'data' })).toEqual(PASS);
  expect(await judgeIn(world, volume({ files: ['notes.txt', 'sub'] }))).toEqual(PASS);
  expect(await judgeIn(world, { volume: { name: 'x', state: 'absent' } })).toEqual(PASS);
  expect(await whyNot(world, { volume: 'x' })).toBe('There is no volume called x yet: found logs.');
  expect(await whyNot(world, volume({ state: 'absent' }))).toBe('The volume data is still there.');
  expect(await whyNot(world, volume({ files: { path: 'notes.txt', contains: 'b' } }))).toBe(
    'notes.txt in the volume data is there, but not with what it needs: found “a note”; expected “b”.',
  );
});

test('a network, and who is attached to it', async () => {
  const world = { engine: ENGINE };
  const network = (fields: object) => ({ network: { name: 'backend', ...fields } });
  expect(await judgeIn(world, network({ containers: 'web' }))).toEqual(PASS);
  expect(await judgeIn(world, { network: { name: 'x', state: 'absent' } })).toEqual(PASS);
  expect(await whyNot(world, { network: 'x' })).toBe(
    'There is no network called x yet: found bridge, host.',
  );
  expect(await whyNot(world, network({ containers: ['web', 'db'] }))).toBe(
    'The network backend exists, but db is not attached to it: found web.',
  );
  expect(await whyNot(world, network({ state: 'absent' }))).toContain('still there');
});

test('what answers on a port, and who should', async () => {
  const asked: (readonly string[])[] = [];
  const answering = (result: Partial<ProbeResult>) => ({
    engine: ENGINE,
    run: (command: readonly string[]) => {
      if (command[0] === 'curl') asked.push(command);
      return result;
    },
  });
  const hello = answering({ stdout: 'hello\nworld\n200' });
  expect(await judgeIn(hello, { port: 5001 })).toEqual(PASS);
  expect(await judgeIn(hello, { port: { port: 5001, body: ['world', '/^hello$/m'] } })).toEqual(
    PASS,
  );
  expect(await whyNot(hello, { port: { port: 5001, body: 'bye' } })).toBe(
    'Port 5001 answers, but with another text: found “hello world”; expected “bye”.',
  );
  const lost = answering({ stdout: 'no page\n404' });
  expect(await whyNot(lost, { port: { port: 5001, path: '/a b' } })).toBe(
    'Port 5001 answers at /a b, but with status 404; expected one from 200 to 399: it says “no page”.',
  );
  expect(await judgeIn(lost, { port: { port: 5001, status: 404 } })).toEqual(PASS);
  const silent = answering({ exitCode: 52, stdout: '\n000' });
  expect(await whyNot(silent, { port: 5001 })).toContain(
    'The container web publishes port 5001, but nothing',
  );
  expect(await whyNot(lost, { port: { port: 5001, status: 201 } })).toContain('expected 201');
  expect(await whyNot(silent, { port: 80 })).toBe(
    'No running container publishes port 80, and nothing else answers there.',
  );
  await judgeIn(hello, { port: { port: 5001, path: '/echo?a=1', send: '{"a": 1}' } });
  expect(asked.at(-1)).toEqual(
    expect.arrayContaining([
      '{"a": 1}',
      'Content-Type: application/json',
      'http://localhost:5001/echo?a=1',
    ]),
  );
  await judgeIn(hello, { port: { port: 5001, path: '/a%20b c' } });
  expect(asked.at(-1)).toContain('http://localhost:5001/a%20b%20c');
  await judgeIn(hello, { port: { port: 80 } });
  // Nobody waits for a server that no container is.
  expect(asked.at(-1)).not.toContain('--retry');
});

test('what the newest build took from the cache', async () => {
  const steps = [
    { name: '[base 1/3] FROM docker.io/library/alpine', cached: true },
    { name: '[base 2/3] RUN pip install flask', cached: true },
    { name: '[base 3/3] COPY app.py /', cached: false },
  ];
  const asked: (readonly string[])[] = [];
  const build = (answer: unknown) => ({
    engine: ENGINE,
    run: (command: readonly string[]) => {
      asked.push(command);
      return { stdout: `${JSON.stringify(answer)}\n` };
    },
  });
  const world = build({ failed: null, steps });
  expect(await judgeIn(world, { cache: {} })).toEqual(PASS);
  expect(await judgeIn(world, { cache: { steps: 'RUN pip', ran: 'COPY app.py' } })).toEqual(PASS);
  expect(await judgeIn(world, { cache: 'flask-app' })).toEqual(PASS);
  expect(asked.map((command) => command.slice(1))).toEqual([[], [], ['sha256:abc']]);
  const found = 'found from the cache: RUN pip install flask; built: COPY app.py /';
  expect(await whyNot(world, { cache: { steps: 'COPY' } })).toBe(
    `The newest build has COPY, but did not take it from the cache: ${found}.`,
  );
  expect(await whyNot(world, { cache: { image: 'flask-app', ran: 'RUN' } })).toBe(
    `The newest build of flask-app has RUN, but did not build it anew: ${found}.`,
  );
  expect(await whyNot(world, { cache: { steps: 'USER' } })).toContain('has no step USER');
  expect(await whyNot(world, { cache: { atLeast: 2 } })).toContain(
    'took 1 of its 2 steps from the cache; expected at least 2',
  );
  expect(await whyNot(build(null), { cache: {} })).toBe('Nothing was built here yet.');
  expect(await whyNot(build(null), { cache: 'flask-app' })).toContain('found no build of it');
  expect(await whyNot(build(null), { cache: 'nowhere' })).toContain('no image called nowhere yet');
  expect(await whyNot(build({ failed: 'exit code: 1', steps }), { cache: {} })).toBe(
    'The newest build has failed: exit code: 1.',
  );
});

test('what the hub has in the learner’s name', async () => {
  const hub = (answer: object) => ({
    engine: ENGINE,
    run: (command: readonly string[]) => {
      if (command[0] === 'printenv') return { stdout: 'ann\n' };
      const found = { status: 200, image: 'sha256:abc', tags: ['v1'], login: true, ...answer };
      return command[3] === 'hub' && command[4] === 'ann/flask-app'
        ? { stdout: JSON.stringify(found) }
        : undefined;
    },
  });
  expect(await judgeIn(hub({}), { hub: 'flask-app:v1' })).toEqual(PASS);
  expect(await judgeIn(hub({}), { hub: '$DOCKERHUB_USERNAME/flask-app' })).toEqual(PASS);
  const same = { hub: { repository: 'flask-app', tag: 'v1', sameAs: 'flask-app' } };
  expect(await judgeIn(hub({}), same)).toEqual(PASS);
  expect(await whyNot(hub({ image: 'sha256:def' }), same)).toContain(
    'but not as flask-app is now: found def; expected abc. Push it again.',
  );
  expect(await whyNot(hub({ image: null }), same)).toContain('found no single image');
  expect(await whyNot(hub({ status: 404 }), { hub: 'flask-app:v2' })).toBe(
    'The hub has ann/flask-app, but not v2: found v1.',
  );
  const nothing = { status: 404, tags: [] };
  expect(await whyNot(hub(nothing), { hub: 'flask-app' })).toBe(
    'The hub has no ann/flask-app:latest yet: push it.',
  );
  expect(await whyNot(hub({ ...nothing, login: false }), { hub: 'flask-app' })).toContain('log in');
  await expect(judgeIn(hub({ status: 500 }), { hub: 'flask-app' })).rejects.toMatchObject({
    code: 'HUB_UNAVAILABLE',
  });
});
