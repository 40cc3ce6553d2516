import { expect, test } from 'vitest';
import { judgeIn, PASS, whyNot } from './scripted-probe.fixture.ts';

function container(name: string, changes: Record<string, object | string | number> = {}): object {
  return {
    Id: `id-${name}`,
    Name: `/${name}`,
    Image: 'sha256:new',
    RestartCount: 2,
    Mounts: [{ Name: 'data', Source: '/var/lib/docker/volumes/data/_data', Destination: '/data' }],
    ...changes,
    State: {
      Status: 'running',
      ExitCode: 0,
      Health: { Status: 'healthy' },
      ...part(changes.State),
    },
    Config: {
      ...{
        Image: 'flask-app',
        Env: ['SHIP=Endeavour'],
        Entrypoint: null,
        Cmd: ['python', 'app.py'],
      },
      ...part(changes.Config),
    },
    HostConfig: {
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
      Privileged: false,
      CapAdd: ['CAP_NET_ADMIN'],
      CapDrop: null,
      ...part(changes.HostConfig),
    },
    NetworkSettings: {
      Networks: { backend: {} },
      Ports: { '5000/tcp': [{ HostPort: '8080' }], '9/udp': null },
    },
  };
}

function part(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

const ENGINE = {
  '/images/json': [],
  '/images/flask-app/json': {
    ...{ Id: 'sha256:new', Config: {}, RootFS: {}, GraphDriver: {} },
  },
  '/containers/json?all=1': [
    { Id: 'id-web', Names: ['/web'], State: 'running', Ports: [] },
    { Id: 'id-job', Names: ['/job'], State: 'exited', Ports: [] },
  ],
  '/containers/web/json': container('web'),
  '/containers/job/json': container('job', { State: { Status: 'exited', ExitCode: 3 } }),
  '/containers/bare/json': container('bare', {
    State: { Health: null },
    HostConfig: { Privileged: true },
  }),
  '/containers/old/json': container('old', { Image: 'sha256:old' }),
  '/containers/other/json': container('other', { Image: 'sha256:x', Config: { Image: 'nginx' } }),
  '/containers/id-web/json': container('web'),
  '/containers/id-job/json': container('job', { State: { Status: 'exited', ExitCode: 3 } }),
};
const run = (command: readonly string[]) =>
  command[0] === 'docker' && command.includes('logs')
    ? { stdout: 'one\n', stderr: 'Running on 5000\n' }
    : undefined;
const world = { engine: ENGINE, run };

test.each([
  ['web'],
  [{ name: 'web', state: 'present' }],
  [{ name: 'job', state: 'exited' }],
  [{ name: 'job', exitCode: 3 }],
  [{ exitCode: 3 }],
  [{ name: 'nowhere', state: 'absent' }],
  [{ state: 'absent', image: 'flask-app', privileged: true }],
  [{ name: 'web', image: 'flask-app' }],
  [{ publishes: [8080, '8080:5000'] }],
  [{ name: 'web', mounts: ['data', '/data', 'data:/data'] }],
  [{ name: 'web', networks: 'backend' }],
  [{ name: 'web', restart: 'on-failure' }],
  [{ name: 'web', restart: 'on-failure:3', restarts: 2 }],
  [{ name: 'web', health: 'healthy', command: 'app.py', environment: { SHIP: 'End' } }],
  [{ name: 'web', privileged: false, capAdd: 'net_admin' }],
  [{ name: 'web', logs: ['one', '/^Running/m'] }],
])('%j holds', async (condition) => {
  expect(await judgeIn(world, { container: condition })).toEqual(PASS);
});

test.each([
  ['nowhere', 'There is no container called nowhere yet: found web, job (exited).'],
  [
    'job',
    'The container job has ended with exit code 3; expected it to be running: see “docker logs job”.',
  ],
  [{ name: 'web', state: 'exited' }, 'The container web is running; expected it to be exited.'],
  [
    { name: 'job', exitCode: 0 },
    'The container job has ended with exit code 3; expected exit code 0.',
  ],
  [{ name: 'web', state: 'absent' }, 'The container web (running) is still there.'],
  [{ state: 'absent' }, 'Containers are still there: web (running), job (exited).'],
  [{ state: 'paused' }, 'No container is paused: found web, job (exited).'],
  [{ image: 'nginx' }, 'There is no image called nginx yet: found nothing.'],
  [{ name: 'old', image: 'flask-app' }, 'is of an earlier flask-app, which was built again since'],
  [{ name: 'other', image: 'flask-app' }, 'was started from nginx; expected flask-app.'],
  [{ name: 'web', publishes: 80 }, 'The container web does not publish 80: found 8080:5000.'],
  [{ publishes: 80 }, 'No container publishes port 80: found web, job (exited).'],
  [{ name: 'web', mounts: 'logs' }, 'The container web does not mount logs: found data:/data.'],
  [{ name: 'web', networks: 'front' }, 'is not attached to front: found backend.'],
  [{ name: 'web', restart: 'always' }, 'found on-failure:3; expected always.'],
  [{ name: 'web', restarts: 5 }, 'found 2 times; expected at least 5.'],
  [{ name: 'web', health: 'unhealthy' }, 'should be unhealthy: found healthy.'],
  [
    { name: 'web', command: 'node' },
    'runs another command: found “python app.py”; expected “node”.',
  ],
  [{ name: 'web', environment: ['MODE'] }, 'has another environment: found SHIP; expected MODE.'],
  [{ name: 'web', privileged: true }, 'is not privileged; expected it to be.'],
  [{ name: 'bare', privileged: false }, 'The container bare is privileged; expected it not to be.'],
  [{ name: 'bare', health: 'healthy' }, 'should be healthy: found no health check.'],
  [{ name: 'web', capDrop: 'ALL' }, 'was started without --cap-drop ALL: found nothing.'],
  [{ name: 'web', logs: 'bye' }, 'lacks “bye”: found at its end “Running on 5000”.'],
])('%j does not hold', async (condition, why) => {
  expect(await whyNot(world, { container: condition })).toContain(why);
});

test('of a log without end, the end is looked at', async () => {
  const long = `early\n${'x'.repeat(300_000)}\nlate\n`;
  const talkative = { engine: ENGINE, run: () => ({ stdout: long }) };
  const condition = (logs: string) => ({ container: { name: 'web', logs } });
  expect(await judgeIn(talkative, condition('late'))).toEqual(PASS);
  expect(await whyNot(talkative, condition('early'))).toContain('found at its end “late”');
});

test('of several containers, the one that comes closest is told of', async () => {
  const condition = { container: { image: 'flask-app', exitCode: 0 } };
  expect(await whyNot(world, condition)).toMatch(/^The container (web|job) /);
});
