import { expect, test } from 'vitest';
import { judgeIn, PASS, whyNot } from './scripted-probe.fixture.ts';

const BASE = ['sha256:base1', 'sha256:base2'];
const HISTORY = [
  { CreatedBy: 'CMD ["python" "app.py"]' },
  { CreatedBy: 'COPY . . # buildkit' },
  { CreatedBy: 'RUN |1 A=b /bin/sh -c apk add gcc && pip install flask # buildkit' },
  { CreatedBy: '/bin/sh -c #(nop) ADD file:aa in / ' },
];

function image(changes: object = {}): object {
  return {
    Id: 'sha256:1111111111111',
    Size: 142_000_000,
    Config: {
      Env: ['PORT=5000'],
      Cmd: ['python', 'app.py'],
      Entrypoint: null,
      WorkingDir: '',
      ExposedPorts: { '5000/tcp': {} },
      Labels: { maintainer: 'ann' },
    },
    RootFS: { Layers: [...BASE, 'sha256:own'] },
    GraphDriver: {
      Data: {
        UpperDir: '/var/lib/docker/overlay2/u/diff',
        LowerDir: '/var/lib/docker/overlay2/l/diff',
      },
    },
    ...changes,
  };
}

const ENGINE = {
  '/images/json': [{ RepoTags: ['alpine:latest', 'flask-app:latest'] }, { RepoTags: null }],
  '/images/flask-app/json': image(),
  '/images/flask-app/history': HISTORY,
  '/images/python:3.8/json': image({ Id: 'sha256:222', RootFS: { Layers: BASE }, Size: 9e7 }),
  '/images/late/json': image({ RootFS: { Layers: ['sha256:other'] } }),
  '/images/late/history': [
    { CreatedBy: 'RUN /bin/sh -c pip install flask' },
    { CreatedBy: 'COPY . .' },
  ],
};
const world = { engine: ENGINE };

test('an image that is there passes, one that is not is told with what is', async () => {
  expect(await judgeIn(world, { image: 'flask-app' })).toEqual(PASS);
  expect(await whyNot(world, { image: 'flask' })).toBe(
    'There is no image called flask yet: found flask-app, alpine.',
  );
  expect(await judgeIn(world, { image: { name: 'flask', state: 'absent' } })).toEqual(PASS);
  expect(await whyNot(world, { image: { name: 'flask-app', state: 'absent' } })).toBe(
    'The image flask-app is still there.',
  );
});

test.each([
  [{ labels: { maintainer: 'ann' } }],
  [{ labels: ['maintainer'] }],
  [{ environment: { PORT: '/^5/' } }],
  [{ command: 'python app.py' }],
  [{ workdir: '/' }],
  [{ user: 'root' }],
  [{ exposes: 5000 }],
  [{ history: ['RUN pip install', 'COPY .', 'CMD python'] }],
  [{ smallerThan: '150MB' }],
  [{ smallerThan: 142_000_001 }],
  [{ builtFrom: 'python:3.8' }],
  [{ sameAs: 'late' }],
])('%j holds', async (fields) => {
  expect(await judgeIn(world, { image: { name: 'flask-app', ...fields } })).toEqual(PASS);
});

test.each([
  [{ labels: ['version'] }, 'its labels are others: found maintainer; expected version.'],
  [{ labels: { maintainer: 'bob' } }, 'found maintainer=ann; expected maintainer=bob.'],
  [{ environment: ['MODE'] }, 'its environment is another: found PORT; expected MODE.'],
  [{ command: 'node' }, 'it starts another command: found “python app.py”; expected “node”.'],
  [{ workdir: '/app' }, 'it works in another folder: found /; expected /app.'],
  [{ user: 'app' }, 'it runs as another user: found root; expected app.'],
  [{ exposes: [5000, 80] }, 'it does not expose 80: found 5000/tcp.'],
  [
    { history: ['RUN npm'] },
    'its history lacks RUN npm: found at its end ADD file:aa in /, then RUN apk add gcc',
  ],
  [
    { history: ['COPY .', 'RUN pip install'] },
    'but RUN pip install comes before COPY .: found RUN apk add gcc && pip install flask, then COPY . .; expected COPY ., then RUN pip install.',
  ],
  [{ smallerThan: '100 MB' }, 'too large: found 142MB; expected less than 100MB.'],
  [{ smallerThan: 'python:3.8' }, 'found 142MB; expected less than 90MB (python:3.8).'],
  [{ smallerThan: 'nowhere' }, 'There is no image called nowhere to compare flask-app with.'],
  [{ builtFrom: 'nowhere' }, 'There is no image called nowhere to compare flask-app with.'],
  [{ sameAs: 'nowhere' }, 'no image called nowhere yet; expected it to be the same as flask-app.'],
  [{ builtFrom: 'late' }, 'was not built from late: it has 0 of that image’s 1 layers.'],
  [{ sameAs: 'python:3.8' }, 'are two images: found 111111111111 and 222; expected the same.'],
])('%j does not hold', async (fields, why) => {
  expect(await whyNot(world, { image: { name: 'flask-app', ...fields } })).toContain(why);
});

test('files are looked for in the image’s layers, as arguments and never as a script', async () => {
  const asked: string[][] = [];
  const run = (command: readonly string[]) => {
    if (command[0] !== 'unshare') return undefined;
    asked.push(command.slice(6));
    return command[7] === '/app.py' ? { stdout: 'hello' } : { exitCode: 84 };
  };
  const files = (files: unknown) => ({ image: { name: 'flask-app', files } });
  expect(await judgeIn({ engine: ENGINE, run }, files('/app.py'))).toEqual(PASS);
  expect(await whyNot({ engine: ENGINE, run }, files('/$(x)'))).toBe(
    'There is no /$(x) in the image flask-app yet.',
  );
  expect(await whyNot({ engine: ENGINE, run }, files({ path: '/app.py', contains: 'bye' }))).toBe(
    '/app.py in the image flask-app is there, but not with what it needs: found “hello”; expected “bye”.',
  );
  expect(asked[0]).toEqual(['u/diff:l/diff', '/app.py', '262144']);
});
