import { expect, test } from 'vitest';
import { judgeIn, PASS, whyNot } from './scripted-probe.fixture.ts';

const DOCKERFILE = `# comment
FROM docker.io/library/python:3.8-alpine AS base
COPY . .
RUN --mount=type=cache,target=/root/.cache pip install \\
  # why
  flask
RUN <<END
mkdir /late
COPY nothing
END
FROM base
COPY --from=base ./app.py /
CMD ["python", "app.py"]
`;
const world = {
  files: {
    'app.py': 'from flask import Flask\nprint("hello")\n',
    'empty.txt': '',
    src: null,
    Dockerfile: DOCKERFILE,
    'Dockerfile.empty': '# nothing\n',
  },
};

test.each([
  [{ file: 'app.py' }],
  [{ file: 'src' }],
  [{ file: { path: 'app.py', contains: ['flask', '/^print/m'], lacks: '/bye/i' } }],
  [{ file: { path: 'nothing', state: 'absent' } }],
  [{ dockerfile: 'Dockerfile' }],
  [
    {
      dockerfile: { order: ['FROM python:3.8', 'COPY .', 'RUN pip install flask', 'COPY app.py'] },
    },
  ],
  [{ dockerfile: { contains: ['CMD python app.py', 'RUN mkdir /late'], lacks: 'ADD', stages: 2 } }],
])('%j holds', async (condition) => {
  expect(await judgeIn(world, condition)).toEqual(PASS);
});

test.each([
  [{ file: 'nothing.py' }, 'There is no nothing.py yet.'],
  [{ file: { path: 'src', contains: 'a' } }, 'src is a folder; expected a file.'],
  [{ file: { path: 'empty.txt', contains: 'a' } }, 'found an empty file; expected “a”.'],
  [
    { file: { path: 'app.py', contains: '/Django/' } },
    'found “from flask import Flask print("hello")”; expected “/Django/”.',
  ],
  [{ file: { path: 'app.py', lacks: 'hello' } }, 'app.py is there, but it still has “hello”'],
  [{ file: { path: 'app.py', state: 'absent' } }, 'app.py is still there.'],
  [{ dockerfile: 'none/Dockerfile' }, 'There is no none/Dockerfile in the workspace yet.'],
  [{ dockerfile: 'src' }, 'src is a folder'],
  [{ dockerfile: 'Dockerfile.empty' }, 'The Dockerfile.empty has no instruction yet.'],
  [
    { dockerfile: { contains: ['EXPOSE 80', 'USER'] } },
    'The Dockerfile lacks EXPOSE 80 and USER: found FROM python:3.8-alpine AS base (line 2), then COPY . . (line 3)',
  ],
  [
    { dockerfile: { order: ['RUN pip install', 'COPY .'] } },
    'but COPY . comes before RUN pip install: found COPY . . (line 3), then RUN pip install flask (line 4); expected RUN pip install, then COPY ..',
  ],
  [
    { dockerfile: { lacks: 'RUN mkdir' } },
    'still has RUN <<END mkdir /late COPY nothing END (line 7)',
  ],
  [{ dockerfile: { stages: 3 } }, 'has 2 FROM; expected at least 3.'],
])('%j does not hold', async (condition, why) => {
  expect(await whyNot(world, condition)).toContain(why);
});
