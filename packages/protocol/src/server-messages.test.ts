import { expect, test } from 'vitest';
import { problem } from './problem.ts';
import { type ServerMessage, serverMessageSchema } from './server-messages.ts';
import { viewExamples } from './views/examples.fixture.ts';

const snapshot = {
  session: 'abcdefghij0123456789',
  lab: 'custom-images',
  sandbox: { status: 'ready' as const },
  terminals: [{ terminal: 'T1', position: 0, sent: 0 }],
  ports: [{ port: 5001, containerPort: 5000, container: 'web', url: 'http://5001--s.localhost/' }],
  checks: {
    built: {
      outcome: 'not-yet' as const,
      why: { en: 'There is no image yet.', ja: 'イメージはまだありません。' },
    },
  },
  hub: { registry: 'docker.io', username: 'learner-1', password: 'secret' },
  notices: [{ type: 'engine-ended' as const }],
  isolation: 'runtime:runsc' as const,
  time: { left: 90_000, extension: 1_800_000, extensions: 2 },
};

const examples: ServerMessage[] = [
  { type: 'welcome', version: 1, snapshot },
  { type: 'sandbox.status', sandbox: { status: 'starting', stage: 'queued', before: 2 } },
  { type: 'sandbox.notice', notice: { type: 'disk-low', where: 'workspace', used: 9, limit: 10 } },
  { type: 'terminal.opened', request: 1, terminal: 'T1', position: 0 },
  { type: 'terminal.closed', terminal: 'T1' },
  { type: 'ports.changed', ports: snapshot.ports },
  {
    type: 'file.tree',
    entries: [{ path: 'app.py', kind: 'file', size: 3 }],
    truncated: false,
  },
  { type: 'file.content', request: 2, path: 'app.py', text: 'x', version: 'v1' },
  { type: 'file.saved', request: 3, path: 'app.py', version: 'v2' },
  { type: 'folder.created', request: 51, path: 'src' },
  { type: 'file.moved', request: 52, from: 'a', to: 'b' },
  { type: 'file.deleted', request: 53, path: 'b' },
  {
    type: 'file.matches',
    request: 54,
    matches: [{ path: 'a', line: 3, text: 'FROM x' }],
    truncated: true,
  },
  { type: 'file.changed', path: 'app.py', version: null },
  { type: 'file.tree-changed' },
  {
    type: 'check.result',
    check: 'built',
    result: { outcome: 'our-fault', problem: problem('ENGINE_TIMEOUT') },
  },
  { type: 'checks.forgotten', request: 5, checks: ['built'] },
  { type: 'session.time', time: snapshot.time },
  {
    type: 'sandbox.suggestions',
    request: 4,
    containers: ['web'],
    images: ['app:latest'],
    volumes: [],
    networks: ['bridge'],
  },
  {
    type: 'lab.changed',
    preview: {
      revision: 2,
      diagnostics: [
        { file: 'lab.md', line: 1, column: 1, severity: 'error', rule: 'lab', message: 'No.' },
      ],
    },
  },
  { type: 'container.acted', request: 5, container: 'web', act: 'remove' },
  { type: 'hub.deleted', request: 6, repository: 'learner-1/app', tag: 'v1' },
  {
    type: 'preview.seen',
    ...{ port: 8080, path: '/' },
    state: { type: 'other-port', container: 'web', containerPort: 80, listens: [5000] },
  },
  ...viewExamples,
  { type: 'error', request: 4, ...problem('BAD_MESSAGE') },
];

test.each(examples)('$type goes over the wire as it is', (message) => {
  const received: unknown = JSON.parse(JSON.stringify(message));
  expect(serverMessageSchema.parse(received)).toEqual(message);
});

test('every kind of message has an example here', () => {
  const kinds = serverMessageSchema.options.map(({ shape }) => shape.type.value);
  expect(examples.map(({ type }) => type).sort()).toEqual([...kinds].sort());
});

test('a session without a hub says so', () => {
  const message = { type: 'welcome', version: 1, snapshot: { ...snapshot, hub: null } };
  expect(serverMessageSchema.safeParse(message).success).toBe(true);
});

test('an error has to be one of the catalogue', () => {
  const message = { type: 'error', code: 'SOMETHING', message: 'Oh.', hint: 'No.' };
  expect(serverMessageSchema.safeParse(message).success).toBe(false);
});
