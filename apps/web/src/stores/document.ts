import type { Problem } from '@drydock/protocol';
import { ProblemError, problemOf } from '../connection/problem-error.ts';

/** The text as it is being edited: Monaco's model, once there is one. */
interface TextBuffer {
  read(): string;
  /** Replaces the whole text, as one step that can be undone; the cursor stays where it can. */
  replace(text: string): void;
}

/** The workspace in the sandbox, as far as one file needs it. Both throw ProblemError. */
export interface Workspace {
  read(path: string): Promise<{ text: string; version: string }>;
  write(file: { path: string; text: string; baseVersion: string | null }): Promise<string>;
}

/** What the sandbox has instead of what the learner is editing. A file that was removed has neither. */
interface Conflict {
  readonly text: string | null;
  readonly version: string | null;
}

export interface DocumentState {
  readonly path: string;
  readonly status: 'loading' | 'ready' | 'failed';
  /** Why it cannot be shown (`failed`), or why the last save did not work. */
  readonly problem: Problem | null;
  /** Edited and not yet saved. */
  readonly dirty: boolean;
  readonly saving: boolean;
  readonly conflict: Conflict | null;
}

export interface OpenDocument {
  /** Where it is now: a file may be given another path. */
  readonly path: string;
  state(): DocumentState;
  load(): Promise<void>;
  text(): string;
  attach(buffer: TextBuffer): void;
  /** The learner has typed: save soon, the latest text wins. */
  edited(): void;
  /** Saves at once what is not saved yet. Never throws: a failure is in the state. */
  save(): Promise<void>;
  /** Puts a whole new text in and saves it, over whatever is there: the learner asked for it. */
  overwrite(text: string): Promise<void>;
  /** `version` is null when the file was removed; without one, look whether it has changed. */
  changedInSandbox(version?: string | null): Promise<void>;
  keepMine(): Promise<void>;
  takeTheirs(): void;
  /** It has another path from now on. */
  movedTo(path: string): void;
  /** Neither saves nor looks while this goes on: the file is on its way to another path. */
  holdWhile(moving: Promise<unknown>): void;
  dispose(): void;
}

/** Milliseconds without a key press after which the text is saved. */
export const AUTOSAVE_DELAY = 600;

/** A save is refused with these when the file is no longer the one that was opened. */
const MOVED_ON: ReadonlySet<string> = new Set(['FILE_CONFLICT', 'FILE_NOT_FOUND']);

interface Options {
  path: string;
  workspace: Workspace;
  onState: (state: DocumentState) => void;
}

/** One open file: saves what is typed, takes over what changes in the sandbox, and never loses either silently. */
export function createDocument({ path: first, workspace, onState }: Options): OpenDocument {
  let path = first;
  let state: DocumentState = {
    path,
    status: 'loading',
    problem: null,
    dirty: false,
    saving: false,
    conflict: null,
  };
  let version: string | null = null;
  let buffer: TextBuffer = plainBuffer('');
  /** Counts the edits: a save or a reload is only good for the edits that it knew. */
  let edits = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The save under way, while `state.saving`. */
  let saving = Promise.resolve();
  let moving: Promise<unknown> | null = null;
  /** Replacing the text raises an edit in the editor that is none of the learner's. */
  let replacing = false;

  function set(change: Partial<DocumentState>): void {
    state = { ...state, ...change };
    onState(state);
  }

  function replace(text: string): void {
    replacing = true;
    buffer.replace(text);
    replacing = false;
  }

  function accept(text: string, newVersion: string): void {
    version = newVersion;
    if (buffer.read() !== text) replace(text);
    set({ status: 'ready', problem: null, dirty: false, conflict: null });
  }

  async function theirs(): Promise<Conflict> {
    try {
      return await workspace.read(path);
    } catch (error) {
      if (isMissing(error)) return { text: null, version: null };
      throw error;
    }
  }

  async function write(): Promise<void> {
    clearTimeout(timer);
    const known = edits;
    const text = buffer.read();
    set({ saving: true });
    try {
      version = await workspace.write({ path, text, baseVersion: version });
      set({ saving: false, problem: null, dirty: edits !== known });
    } catch (error) {
      set({ saving: false, problem: problemOf(error) });
      if (MOVED_ON.has(problemOf(error).code)) await meet();
    }
  }

  /** Looks at what the sandbox has now, and takes it over or shows the conflict. */
  async function meet(): Promise<void> {
    try {
      const known = edits;
      const found = await theirs();
      if (found.version === version && found.version !== null) return;
      const untouched = !state.dirty && known === edits;
      if (untouched && found.text !== null && found.version !== null) {
        accept(found.text, found.version);
      } else if (found.text !== null && found.text === buffer.read()) {
        version = found.version;
        set({ dirty: false, problem: null, conflict: null });
      } else {
        clearTimeout(timer);
        set({ conflict: found, problem: null });
      }
    } catch (error) {
      set({ problem: problemOf(error) });
    }
  }

  async function save(): Promise<void> {
    if (moving) await moving;
    while (state.saving) await saving;
    if (!state.dirty || state.conflict) return;
    saving = write();
    await saving;
    if (state.dirty && !state.problem && !state.conflict) await save();
  }

  return {
    get path() {
      return path;
    },
    state: () => state,
    text: () => buffer.read(),
    async load() {
      set({ status: 'loading', problem: null });
      try {
        const file = await workspace.read(path);
        accept(file.text, file.version);
      } catch (error) {
        set({ status: 'failed', problem: problemOf(error) });
      }
    },
    attach(newBuffer) {
      buffer = newBuffer;
    },
    edited() {
      if (replacing) return;
      edits += 1;
      if (!state.dirty) set({ dirty: true });
      clearTimeout(timer);
      if (!state.conflict) timer = setTimeout(() => void save(), AUTOSAVE_DELAY);
    },
    save,
    async overwrite(text) {
      while (state.saving) await saving;
      edits += 1;
      replace(text);
      set({ status: 'ready', dirty: true, conflict: null, problem: null });
      version = (await theirs()).version;
      await save();
      if (state.problem) throw new ProblemError(state.problem);
    },
    async changedInSandbox(newVersion) {
      if (moving) await moving;
      // Our own save also arrives as a change; wait to know its version.
      while (state.saving) await saving;
      if (newVersion === version || state.status === 'loading') return;
      await meet();
    },
    async keepMine() {
      if (!state.conflict) return;
      version = state.conflict.version;
      set({ conflict: null, dirty: true });
      await save();
    },
    takeTheirs() {
      const found = state.conflict;
      if (found?.text == null || found.version === null) return;
      edits += 1;
      accept(found.text, found.version);
    },
    movedTo(next) {
      path = next;
      set({ path });
    },
    holdWhile(work) {
      const held = work
        .catch(() => undefined)
        .finally(() => {
          if (moving === held) moving = null;
        });
      moving = held;
    },
    dispose() {
      clearTimeout(timer);
    },
  };
}

export function isMissing(error: unknown): boolean {
  return problemOf(error).code === 'FILE_NOT_FOUND';
}

function plainBuffer(text: string): TextBuffer {
  let held = text;
  return {
    read: () => held,
    replace: (next) => {
      held = next;
    },
  };
}
