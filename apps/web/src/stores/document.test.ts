import { problem } from '@drydock/protocol/problem';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ProblemError } from '../connection/problem-error.ts';
import {
  AUTOSAVE_DELAY,
  createDocument,
  type DocumentState,
  type OpenDocument,
} from './document.ts';

/** A sandbox with one file, whose version counts its changes. */
function fakeSandbox(text: string | null) {
  let count = 1;
  let file = text;
  const version = () => `v${count}`;
  return {
    text: () => file,
    change(next: string | null) {
      file = next;
      count += 1;
      return file === null ? null : version();
    },
    workspace: {
      read: vi.fn(async () => {
        if (file === null) throw new ProblemError(problem('FILE_NOT_FOUND'));
        return { text: file, version: version() };
      }),
      write: vi.fn(
        async ({ text: next, baseVersion }: { text: string; baseVersion: string | null }) => {
          if (baseVersion !== (file === null ? null : version())) {
            throw new ProblemError(problem('FILE_CONFLICT'));
          }
          file = next;
          count += 1;
          return version();
        },
      ),
    },
  };
}

let sandbox: ReturnType<typeof fakeSandbox>;
let document: OpenDocument;
let states: DocumentState[];

beforeEach(async () => {
  vi.useFakeTimers();
  states = [];
  sandbox = fakeSandbox('one');
  document = createDocument({
    path: 'app.py',
    workspace: sandbox.workspace,
    onState: (state) => states.push(state),
  });
  document.attach(buffer);
  text = '';
  await document.load();
});
afterEach(() => vi.useRealTimers());

let text = '';
/** Stands for the editor, which also reports the edits that we make. */
const buffer = {
  read: () => text,
  replace(next: string) {
    text = next;
    document.edited();
  },
};
function type(next: string): void {
  text = next;
  document.edited();
}

describe('saving', () => {
  test('loads without counting as an edit', () => {
    expect(text).toBe('one');
    expect(document.state()).toMatchObject({ status: 'ready', dirty: false });
  });

  test('waits for a pause in the typing and saves the latest text once', async () => {
    type('two');
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY - 1);
    type('three');
    expect(document.state().dirty).toBe(true);
    await vi.advanceTimersByTimeAsync(AUTOSAVE_DELAY);
    expect(sandbox.text()).toBe('three');
    expect(sandbox.workspace.write).toHaveBeenCalledTimes(1);
    expect(document.state()).toMatchObject({ dirty: false, saving: false });
  });

  test('saves again what was typed during a save', async () => {
    type('two');
    const saving = document.save();
    type('three');
    await saving;
    expect(sandbox.text()).toBe('three');
    expect(document.state().dirty).toBe(false);
  });

  test('keeps the text and says so when it cannot be saved, and saves it later', async () => {
    sandbox.workspace.write.mockRejectedValueOnce(new ProblemError(problem('FILE_NOT_WRITABLE')));
    type('two');
    await document.save();
    expect(document.state()).toMatchObject({ dirty: true, problem: { code: 'FILE_NOT_WRITABLE' } });
    await document.save();
    expect(sandbox.text()).toBe('two');
    expect(document.state()).toMatchObject({ dirty: false, problem: null });
  });
});

describe('a change in the sandbox', () => {
  test('is taken over by a file that is not being edited', async () => {
    await document.changedInSandbox(sandbox.change('from vim'));
    expect(text).toBe('from vim');
    expect(document.state()).toMatchObject({ dirty: false, conflict: null });
  });

  test('that is our own save is nothing new', async () => {
    type('two');
    const saving = document.save();
    const told = document.changedInSandbox('v2');
    await Promise.all([saving, told]);
    expect(sandbox.workspace.read).toHaveBeenCalledTimes(1);
    expect(document.state().conflict).toBeNull();
  });

  test('is a conflict for a file that is being edited, and nothing is overwritten', async () => {
    type('mine');
    await document.changedInSandbox(sandbox.change('theirs'));
    await vi.advanceTimersByTimeAsync(10 * AUTOSAVE_DELAY);
    expect(text).toBe('mine');
    expect(sandbox.text()).toBe('theirs');
    expect(document.state().conflict).toMatchObject({ text: 'theirs' });
  });

  test('that was missed is a conflict when the server refuses the save', async () => {
    sandbox.change('theirs');
    type('mine');
    await document.save();
    expect(sandbox.text()).toBe('theirs');
    expect(document.state()).toMatchObject({ dirty: true, conflict: { text: 'theirs' } });
  });

  test('to the same text is no conflict', async () => {
    type('same');
    await document.changedInSandbox(sandbox.change('same'));
    expect(document.state()).toMatchObject({ dirty: false, conflict: null });
  });
});

describe('a conflict', () => {
  beforeEach(async () => {
    type('mine');
    await document.changedInSandbox(sandbox.change('theirs'));
  });

  test('ends with mine in both places', async () => {
    await document.keepMine();
    expect(sandbox.text()).toBe('mine');
    expect(document.state()).toMatchObject({ dirty: false, conflict: null });
  });

  test('ends with theirs in both places', () => {
    document.takeTheirs();
    expect(text).toBe('theirs');
    expect(sandbox.text()).toBe('theirs');
    expect(document.state()).toMatchObject({ dirty: false, conflict: null });
  });

  test('is asked again when theirs has moved on meanwhile', async () => {
    sandbox.change('theirs, again');
    await document.keepMine();
    expect(sandbox.text()).toBe('theirs, again');
    expect(document.state().conflict).toMatchObject({ text: 'theirs, again' });
  });
});

test('a removed file keeps its text, and keeping mine brings it back', async () => {
  await document.changedInSandbox(sandbox.change(null));
  expect(document.state().conflict).toEqual({ text: null, version: null });
  expect(text).toBe('one');
  await document.keepMine();
  expect(sandbox.text()).toBe('one');
});

test('a written file goes over what is there, because the learner asked for it', async () => {
  type('half an edit');
  sandbox.change('from vim');
  await document.overwrite('from the lab');
  expect(sandbox.text()).toBe('from the lab');
  expect(text).toBe('from the lab');
  expect(document.state()).toMatchObject({ dirty: false, conflict: null, problem: null });
});

test('a file that cannot be opened says why', async () => {
  sandbox.workspace.read.mockRejectedValueOnce(new ProblemError(problem('FILE_BINARY')));
  await document.load();
  expect(document.state()).toMatchObject({ status: 'failed', problem: { code: 'FILE_BINARY' } });
});
