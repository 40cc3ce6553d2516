import { CTRL_C, caretKeys, commandKeys, textKeys } from './keys.ts';
import type { Pace } from './pace.ts';
import type { HubAccount } from './placeholders.ts';
import { questionIn, waitsInside } from './questions.ts';
import type { ShellTerminal } from './shell-terminal.ts';

/** How it went on in the terminal after something was typed. */
export type Outcome =
  /** The prompt is back; `exitCode` is undefined where the shell did not tell. */
  | { readonly type: 'ended'; readonly exitCode: number | undefined }
  /** A program waits for input: a shell in a container, for instance. */
  | { readonly type: 'inside' }
  /** It goes on running, quietly. */
  | { readonly type: 'stays' }
  /** The shell waits for the rest of the command. */
  | { readonly type: 'unfinished' }
  | { readonly type: 'late'; readonly limit: number }
  | { readonly type: 'closed' };

export interface Typing {
  readonly terminal: ShellTerminal;
  readonly code: string;
  readonly input: 'command' | 'text' | 'keys';
  readonly account: HubAccount;
  /** It may go on running. */
  readonly mayStay: boolean;
  readonly pace: Pace;
  /** Milliseconds; default three minutes: a build fetches packages. */
  readonly limit?: number;
}

export interface Typed {
  readonly outcome: Outcome;
  /** What was answered to questions of the program, in words. */
  readonly answered: readonly string[];
}

/** Types a command as a learner would, answers what it asks, and waits until it is known how it went on. */
export async function typeCommand(typing: Typing): Promise<Typed> {
  const { terminal, code, input } = typing;
  switch (input) {
    case 'command':
      terminal.type(commandKeys(code, terminal.takesBrackets));
      return follow(typing);
    case 'text':
      terminal.type(textKeys(code));
      await terminal.settle({ limit: typing.limit ?? LIMIT_MS, quiet: ASKED_MS });
      return { outcome: { type: 'stays' }, answered: [] };
    case 'keys':
      terminal.type(caretKeys(code));
      return follow({ ...typing, mayStay: true });
  }
}

/** Ctrl+C until the prompt is back; some programs want it twice, and `docker run` passes it on. False when it does not come back. */
export async function interrupt(terminal: ShellTerminal): Promise<boolean> {
  for (let tries = 0; tries < INTERRUPTS && !terminal.isFree; tries += 1) {
    terminal.answer(CTRL_C);
    await terminal.settle({ limit: INTERRUPT_MS, quiet: INTERRUPT_MS });
  }
  return terminal.isFree;
}

const LIMIT_MS = 180_000;
/** Whoever asks has printed the question and nothing since, in milliseconds. */
const ASKED_MS = 400;
/** How often a program that has been silent for long is looked at. */
const LOOK_MS = 1000;
const INTERRUPTS = 5;
const INTERRUPT_MS = 3000;

async function follow(typing: Typing): Promise<Typed> {
  const { terminal, account, mayStay, pace, limit = LIMIT_MS } = typing;
  const answered: string[] = [];
  const end = Date.now() + limit;
  const done = (outcome: Outcome): Typed => ({ outcome, answered });
  let printed = -1;
  let next: 'question' | 'server' | 'whatever' = 'question';
  for (;;) {
    // Whatever is printed makes it begin anew: the question may come after it.
    if (terminal.printed !== printed) next = 'question';
    printed = terminal.printed;
    const left = end - Date.now();
    const settled = await terminal.settle({
      limit: next === 'whatever' ? Math.min(left, LOOK_MS) : left,
      ...(next !== 'whatever' && { quiet: next === 'question' ? ASKED_MS : pace.server }),
    });
    if (settled === 'free') return done({ type: 'ended', exitCode: terminal.exitCode });
    if (settled === 'closed') return done({ type: 'closed' });
    if (Date.now() >= end) return done({ type: 'late', limit });
    if (settled === 'late' || terminal.printed !== printed) continue;
    const question = questionIn(terminal.text, account);
    if (question !== undefined && answered.length < MOST_ANSWERS) {
      answered.push(question.words);
      terminal.answer(question.keys);
    } else if (waitsInside(terminal.text)) {
      return done({ type: terminal.hasBegun ? 'inside' : 'unfinished' });
    } else if (mayStay && next === 'server') {
      return done({ type: 'stays' });
    }
    next = next === 'question' ? 'server' : 'whatever';
  }
}

/** A program that asks again and again does not take the answer. */
const MOST_ANSWERS = 6;
