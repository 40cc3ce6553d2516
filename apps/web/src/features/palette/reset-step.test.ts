import type { FileBlock, PublicLab } from '@drydock/lab-format/schema';
import type { ClientMessage, ServerMessage } from '@drydock/protocol';
import { problem } from '@drydock/protocol/problem';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { takeLine } from '../../connection/current-session.ts';
import { createOutputBridge } from '../../connection/output-bridge.ts';
import { createSessionClient } from '../../connection/session-client.ts';
import { clearAnswers, setAnswer, useAnswers } from '../../stores/answers-store.ts';
import { clearChecks, setOutcomes } from '../../stores/checks-store.ts';
import { clearFiles, openDocument, openFile } from '../../stores/file-actions.ts';
import { stepOf } from '../lab/step.fixture.ts';
import { planReset, resetStep } from './reset-step.ts';

const starters = vi.hoisted(() => ({ files: [{ path: 'notes.md', text: '# notes\n' }] }));
vi.mock('../../connection/api.ts', () => ({ api: { labFiles: async () => starters } }));

const file = (path: string, text: string): FileBlock => ({
  ...{ type: 'file', id: `${path}:${text}`, path, text, language: '' },
});
const quiz = { id: 'q', type: 'quiz' } as never;
const check = { type: 'check', id: 'c', name: 'built', label: 'Built' } as const;
const LAB: PublicLab = {
  ...{ slug: 'l', title: 'L', description: '', language: 'en', languages: ['en'] },
  ...{ images: [], ports: [], terminals: ['T1'], variables: {} },
  steps: [
    stepOf([file('app.py', 'one\n')]),
    stepOf([file('app.py', 'two\n'), file('Dockerfile', 'FROM a\n'), check, quiz]),
  ],
};

/** The workspace of a sandbox that answers at once. */
const workspace = new Map<string, string>();
const asked: ClientMessage[] = [];
let release: () => void;

beforeEach(() => {
  workspace.clear();
  asked.length = 0;
  const client = createSessionClient((message) => {
    asked.push(message);
    queueMicrotask(() => client.settle(answerTo(message)));
    return true;
  });
  release = takeLine({ client, output: createOutputBridge(() => {}) });
});
afterEach(() => {
  clearFiles();
  clearChecks();
  clearAnswers();
  release();
});

test('files become as the step begins with them, and texts of the learner are kept beside them', async () => {
  put({ 'notes.md': '# notes\nmine\n', 'app.py': 'mine\n', Dockerfile: 'FROM mine\n', own: 'x' });
  const plan = await planReset(LAB, 1);
  expect(plan).toMatchObject({
    files: [
      {
        ...{ path: 'notes.md', text: '# notes\n', present: '# notes\nmine\n' },
        keptAs: 'notes.md.before-reset',
      },
      { path: 'app.py', text: 'one\n', keptAs: 'app.py.before-reset' },
      { path: 'Dockerfile', text: null, keptAs: 'Dockerfile.before-reset' },
    ],
    unclear: [],
  });
  await resetStep(plan);
  expect(Object.fromEntries(workspace)).toEqual({
    'notes.md': '# notes\n',
    'notes.md.before-reset': '# notes\nmine\n',
    'app.py': 'one\n',
    'app.py.before-reset': 'mine\n',
    'Dockerfile.before-reset': 'FROM mine\n',
    own: 'x',
  });
});

test('what the lab can write again is not kept, and what is as it was is not touched', async () => {
  put({ 'notes.md': '# notes\n', 'app.py': 'two\n', Dockerfile: 'FROM a\n' });
  const plan = await planReset(LAB, 1);
  expect(plan.files).toEqual([
    { path: 'app.py', text: 'one\n', present: 'two\n', keptAs: null },
    { path: 'Dockerfile', text: null, present: 'FROM a\n', keptAs: null },
  ]);
  await resetStep(plan);
  expect([...workspace.keys()].sort()).toEqual(['app.py', 'notes.md']);
});

test('what was kept before stays: each further text gets a name of its own', async () => {
  put({ 'notes.md': 'third\n', 'notes.md.before-reset': 'first\n' });
  const { files } = await planReset(LAB, 0);
  expect(files).toMatchObject([{ path: 'notes.md', keptAs: 'notes.md.before-reset-2' }]);
  workspace.set('notes.md', 'first\n');
  expect((await planReset(LAB, 0)).files).toMatchObject([{ keptAs: 'notes.md.before-reset' }]);
});

test('what is typed and not saved yet is kept too, and the editor shows the new text', async () => {
  put({ 'notes.md': '# notes\n', 'app.py': 'one\n' });
  await openFile('notes.md');
  let typed = 'typed\n';
  const replace = (text: string) => {
    typed = text;
  };
  openDocument('notes.md')?.attach({ read: () => typed, replace });
  openDocument('notes.md')?.edited();
  const plan = await planReset(LAB, 1);
  await resetStep(plan);
  expect(workspace.get('notes.md.before-reset')).toBe('typed\n');
  expect(workspace.get('notes.md')).toBe('# notes\n');
  expect(openDocument('notes.md')?.text()).toBe('# notes\n');
});

test('a file that was changed since the question is not written over', async () => {
  put({ 'notes.md': '# notes\n', 'app.py': 'two\n' });
  const plan = await planReset(LAB, 1);
  workspace.set('app.py', 'new in a terminal\n');
  await expect(resetStep(plan)).rejects.toMatchObject({ problem: { code: 'FILE_CONFLICT' } });
  expect(workspace.get('app.py')).toBe('new in a terminal\n');
});

test('a file that is no text stays, and is named', async () => {
  put({ 'notes.md': 'BINARY' });
  expect(await planReset(LAB, 0)).toMatchObject({ files: [], unclear: ['notes.md'] });
});

test('the step’s checks and answers are put away, and no others', async () => {
  put({ 'notes.md': '# notes\n', 'app.py': 'one\n' });
  setOutcomes({ built: { outcome: 'pass' }, other: { outcome: 'pass' } });
  setAnswer('q', { given: [1], checked: true });
  setAnswer('elsewhere', { given: [0], checked: true });
  const plan = await planReset(LAB, 1);
  expect(plan).toMatchObject({ checks: ['built'], answers: ['q'] });
  const { resets } = useAnswers.getState();
  await resetStep(plan);
  expect(asked.at(-1)).toMatchObject({ type: 'checks.forget', checks: ['built'] });
  expect(Object.keys(useAnswers.getState().answers)).toEqual(['elsewhere']);
  expect(useAnswers.getState().resets).toBe(resets + 1);
});

function put(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) workspace.set(path, text);
}

function answerTo(message: ClientMessage): ServerMessage {
  const request = 'request' in message ? message.request : undefined;
  const numbered = request === undefined ? {} : { request };
  switch (message.type) {
    case 'file.read': {
      const text = workspace.get(message.path);
      if (text === undefined || text === 'BINARY') {
        const code = text === undefined ? 'FILE_NOT_FOUND' : 'FILE_BINARY';
        return { type: 'error', ...problem(code), ...numbered };
      }
      return { type: 'file.content', path: message.path, text, version: text, ...numbered };
    }
    case 'file.write': {
      const { path, text, baseVersion } = message;
      if (baseVersion !== (workspace.get(path) ?? null)) {
        return { type: 'error', ...problem('FILE_CONFLICT'), ...numbered };
      }
      workspace.set(path, text);
      return { type: 'file.saved', path, version: text, ...numbered };
    }
    case 'file.delete':
      workspace.delete(message.path);
      return { type: 'file.deleted', path: message.path, ...numbered };
    case 'checks.forget':
      return { type: 'checks.forgotten', checks: message.checks, ...numbered };
    default:
      throw new Error(`nobody answers ${message.type}`);
  }
}
