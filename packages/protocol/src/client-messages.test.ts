import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientMessageSchema } from './client-messages.ts';

const examples = [
  { type: 'hello', version: 1, terminals: [{ terminal: 'T1', position: 42 }] },
  { type: 'terminal.open', request: 1, terminal: 'T2', columns: 80, rows: 24 },
  { type: 'terminal.input', terminal: 'T1', data: 'ls\r' },
  { type: 'terminal.resize', terminal: 'T1', columns: 120, rows: 40 },
  { type: 'terminal.acknowledge', terminal: 'T1', position: 131072 },
  { type: 'terminal.close', request: 2, terminal: 'T1' },
  { type: 'file.list', request: 3 },
  { type: 'file.read', request: 4, path: 'src/app.py' },
  { type: 'file.write', request: 5, path: 'app.py', text: '', baseVersion: null },
  { type: 'folder.create', request: 51, path: 'src' },
  { type: 'file.move', request: 52, from: 'a', to: 'src/a' },
  { type: 'file.delete', request: 53, path: 'src' },
  { type: 'file.search', request: 54, text: 'FROM [', matchCase: false },
  { type: 'check.run', request: 6, check: 'image-built' },
  { type: 'checks.forget', request: 6, checks: ['built'] },
  { type: 'session.extend', request: 7 },
  { type: 'sandbox.suggest', request: 7 },
  { type: 'sandbox.reset' },
  { type: 'sandbox.pause' },
  { type: 'sandbox.resume', request: 3 },
  { type: 'view.watch', view: 'layers', on: true },
  { type: 'container.act', request: 5, container: 'web-1', act: 'stop' },
  { type: 'hub.delete', request: 6, repository: 'learner-1/my_app/web', tag: 'v1.0-rc' },
];

test.each(examples)('$type is understood as it is', (message) => {
  expect(clientMessageSchema.parse(message)).toEqual(message);
});

test('every kind of message has an example here', () => {
  const kinds = clientMessageSchema.options.map(({ shape }) => shape.type.value);
  expect(examples.map(({ type }) => type).sort()).toEqual([...kinds].sort());
});

describe('what is refused', () => {
  test.each([
    ['an unknown type', { type: 'sandbox.destroy' }],
    ['no type', { terminal: 'T1', data: 'x' }],
    ['a terminal that is not T1, T2, ...', { type: 'terminal.input', terminal: '../T1', data: '' }],
    ['a terminal with the number 0', { type: 'terminal.close', terminal: 'T0' }],
    ['a size of no columns', { type: 'terminal.resize', terminal: 'T1', columns: 0, rows: 24 }],
    ['a size beyond sense', { type: 'terminal.resize', terminal: 'T1', columns: 80, rows: 1e6 }],
    ['half a position', { type: 'terminal.acknowledge', terminal: 'T1', position: 0.5 }],
    ['a position before the first', { type: 'terminal.acknowledge', terminal: 'T1', position: -1 }],
    ['an empty path', { type: 'file.read', path: '' }],
    ['a path without end', { type: 'file.read', path: 'a'.repeat(5000) }],
    ['a write that does not say what it is based on', { type: 'file.write', path: 'a', text: '' }],
    ['text that is none', { type: 'file.write', path: 'a', text: 7, baseVersion: null }],
    ['a move to nowhere', { type: 'file.move', from: 'a', to: '' }],
    ['a search for nothing', { type: 'file.search', text: '', matchCase: true }],
    ['a search over lines', { type: 'file.search', text: 'a\nb', matchCase: true }],
    ['a search for NUL', { type: 'file.search', text: 'a\0', matchCase: true }],
    ['a container that is a path', { type: 'container.act', container: 'a/../b', act: 'stop' }],
    ['an act that is none', { type: 'container.act', container: 'web', act: 'kill' }],
    ['a repository that leads away', { type: 'hub.delete', repository: 'a/../b', tag: 'v1' }],
    ['a tag that is a path', { type: 'hub.delete', repository: 'a/b', tag: '../v1' }],
    ['a view that is none', { type: 'view.watch', view: 'volumes', on: true }],
    ['a request that is not counted', { type: 'file.list', request: 'first' }],
  ])('%s', (_what, message) => {
    expect(clientMessageSchema.safeParse(message).success).toBe(false);
  });
});

test('whatever comes is understood or refused, and never throws', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(typeof clientMessageSchema.safeParse(value).success).toBe('boolean');
    }),
  );
});
