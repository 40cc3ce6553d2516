import type { RunBlock } from '@drydock/lab-format/schema';
import { hasUnsavedFiles, settleFiles } from '../../stores/file-actions.ts';
import {
  openTerminal,
  sendInput,
  showTerminal,
  useTerminals,
} from '../../stores/terminals-store.ts';
import { showPane } from '../../stores/workbench-store.ts';
import { keysOf, keystrokes, textKeys } from './keystrokes.ts';
import { turnOf } from './run-queue.ts';
import { screenFor } from './screens.ts';

/** Milliseconds that a new shell gets to show its first prompt; typing before it also arrives, but twice on the screen. */
const PROMPT_LIMIT = 4_000;

/** Milliseconds that a shell which does not tell of its prompts gets to come back after Ctrl+C. */
const INTERRUPT_LIMIT = 2_000;

const CTRL_C = '\x03';

export interface Typing extends Pick<RunBlock, 'input' | 'interrupt' | 'where'> {
  readonly terminal: string;
  readonly text: string;
  /** The block that asks for it. */
  readonly block?: string;
}

/**
 * Types the text into the terminal, as the learner would; opens it where needed. A command waits for a free prompt,
 * where the shell tells of its prompts; resolves when it is typed, or given up. Throws ProblemError.
 */
export async function typeInto(typing: Typing): Promise<void> {
  const { terminal, text, input = 'command' } = typing;
  showPane('terminals');
  showTerminal(terminal);
  const isNew = !useTerminals
    .getState()
    .tabs.some(({ name, status }) => name === terminal && status === 'open');
  await openTerminal(terminal);
  const screen = await screenFor(terminal);
  if (isNew) await screen.promptSeen(PROMPT_LIMIT);
  screen.focus();
  if (typing.interrupt) {
    // At a prompt, too, it brings a fresh one.
    screen.expectCommand();
    interrupt(terminal);
    if (!screen.tellsPrompts()) await screen.promptSeen(INTERRUPT_LIMIT);
  }
  // An answer or a key is for the program that runs; so is what belongs into a shell in a container.
  const waits = input === 'command' && typing.where !== 'container';
  const isMine = !waits || (await turnOf(terminal, screen, { code: text, block: typing.block }));
  if (!isMine) return;
  // A build shall find what the editor shows.
  if (hasUnsavedFiles()) await settleFiles();
  sendInput(terminal, typed(text, input, screen.takesBrackets()));
}

/** Ctrl+C, as the learner would press it. */
export function interrupt(terminal: string): void {
  sendInput(terminal, CTRL_C);
}

function typed(text: string, input: NonNullable<Typing['input']>, brackets: boolean): string {
  switch (input) {
    case 'command':
      return keystrokes(text, { brackets });
    case 'text':
      return textKeys(text);
    case 'keys':
      return keysOf(text);
  }
}
