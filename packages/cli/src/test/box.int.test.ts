import { get } from 'node:http';
import { drydockHome, prepareHost } from '@drydock/sandbox/docker/host';
import { expect, test } from 'vitest';
import { type Box, withBox } from './box.ts';

const stages = {
  run: <T>(_title: string, work: (report: () => void) => Promise<T>) => work(() => undefined),
};

/** Logs in, pushes, pulls what was pushed, and pulls what belongs to somebody else. */
const PUSH = `
set -e
echo "$DOCKERHUB_PASSWORD" | docker login docker.io -u "$DOCKERHUB_USERNAME" --password-stdin
docker tag busybox "$DOCKERHUB_USERNAME/mine"
docker push "$DOCKERHUB_USERNAME/mine"
docker rmi "$DOCKERHUB_USERNAME/mine"
docker pull "$DOCKERHUB_USERNAME/mine"
`;

async function pushInto(box: Box, id: string) {
  const account = await box.openAccount();
  const environment = {
    DOCKERHUB_USERNAME: account.username,
    DOCKERHUB_PASSWORD: account.password,
  };
  const sandbox = await box.driver.create({ id, environment });
  const { exitCode, stderr } = await sandbox.exec({ command: ['bash', '-c', PUSH] });
  return { exitCode, stderr };
}

test('two runs at once have hubs of their own, and leave nothing, not even of a sandbox that nobody removed', async () => {
  const signal = new AbortController().signal;
  const instances: string[] = [];
  const run = (id: string) =>
    withBox({ environment: process.env, stages, signal }, (box) => {
      instances.push(box.instance);
      return pushInto(box, id);
    });
  const results = await Promise.all([run('first'), run('second')]);
  expect(results.map(({ exitCode, stderr }) => (exitCode === 0 ? 'pushed' : stderr))).toEqual([
    'pushed',
    'pushed',
  ]);
  expect(new Set(instances).size).toBe(2);
  const home = drydockHome(process.env);
  const { engine } = await prepareHost({
    home,
    instance: 'main',
    environment: process.env,
    stages,
  });
  for (const instance of instances) expect(await objectsOf(engine.socket, instance)).toEqual([]);
});

test('what fails in it fails outside, and leaves nothing either', async () => {
  const signal = new AbortController().signal;
  let instance = '';
  const run = withBox({ environment: process.env, stages, signal }, async (box) => {
    instance = box.instance;
    await box.driver.create({ id: 'left' });
    throw new Error('no more');
  });
  await expect(run).rejects.toThrow('no more');
  const home = drydockHome(process.env);
  const { engine } = await prepareHost({
    home,
    instance: 'main',
    environment: process.env,
    stages,
  });
  expect(await objectsOf(engine.socket, instance)).toEqual([]);
});

/** Ids and names of what an instance has on the engine. */
async function objectsOf(socketPath: string, instance: string): Promise<string[]> {
  const filters = encodeURIComponent(
    JSON.stringify({ label: [`io.drydock.instance=${instance}`] }),
  );
  const [containers, networks, volumes] = await Promise.all([
    ask(socketPath, `/containers/json?all=1&filters=${filters}`),
    ask(socketPath, `/networks?filters=${filters}`),
    ask(socketPath, `/volumes?filters=${filters}`),
  ]);
  const listed = [containers, networks, (volumes as { Volumes: unknown }).Volumes ?? []].flat();
  return listed.map((each) => JSON.stringify(each));
}

function ask(socketPath: string, path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    get({ socketPath, path }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve(JSON.parse(body));
    }).on('error', reject);
  });
}
