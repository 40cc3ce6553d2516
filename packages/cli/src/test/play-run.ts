import { setTimeout as delay } from 'node:timers/promises';
import { type Judged, judge } from './judge.ts';
import { type Learner, leave } from './learner.ts';
import { fillPlaceholders, newestIn } from './placeholders.ts';
import type { PlannedRun } from './plan.ts';
import { waitsInside } from './questions.ts';
import type { PlayedBlock } from './results.ts';
import { lastLines } from './seen.ts';
import type { ShellTerminal } from './shell-terminal.ts';
import { interrupt, type Typed, typeCommand } from './type-command.ts';

export interface RunRequest {
  readonly planned: PlannedRun;
  readonly learner: Learner;
  readonly variables: Readonly<Record<string, string>>;
  /**
   * `lab`: every block is clicked in its terminal, and what runs there has to be ended by the text. `readme`: the
   * document has no marks for that, so that a person ends it, or takes another terminal.
   */
  readonly of: 'lab' | 'readme';
}

/** Types a run block into its terminal and says how it went. Rejects with SandboxError when the sandbox fails. */
export async function playRun(request: RunRequest): Promise<PlayedBlock> {
  const { planned, learner, of, variables } = request;
  const { block, sample } = planned;
  const started = performance.now();
  const played = (judged: Judged, typed: string, seen: readonly string[] = []): PlayedBlock => ({
    id: block.id,
    kind: 'run',
    title: titleOf(block.code),
    terminal: block.terminal,
    typed,
    ...judged,
    seen,
    milliseconds: Math.round(performance.now() - started),
  });
  const filled = await fillPlaceholders({
    ...{ block, variables, account: learner.account },
    newest: (kind) => newestIn(learner.sandbox, kind),
  });
  if (filled.type === 'unknown') {
    const { text, label } = filled.placeholder;
    const why = `Nobody but a person knows what stands for ${text}${label && label !== text ? ` (${label})` : ''}.`;
    return played(
      { verdict: of === 'lab' ? 'failed' : 'needs-person', why, drifted: [] },
      block.code,
    );
  }
  const { code } = filled;
  const ready = await terminalFor(request, code);
  if (typeof ready === 'string') {
    return played({ verdict: 'failed', why: ready, drifted: [] }, code);
  }
  const { outcome, answered, tries } = await typeUntilAnswered(request, ready, code);
  const judged = judge({
    ...{ outcome, code, of, shown: ready.text },
    sample: withoutPlaceholders(sample, block.placeholders),
  });
  const notes = [
    judged.why,
    answered.length > 0 ? `Answered: ${answered.join(', ')}.` : '',
    tries > 1 && judged.verdict === 'pass' ? `It answered at try ${tries}.` : '',
  ];
  return played(
    { ...judged, why: notes.filter((note) => note !== '').join(' ') },
    code,
    lastLines(ready.text, code),
  );
}

/** The first line that says something. */
export function titleOf(code: string): string {
  const lines = code.trim().split('\n');
  return `${lines[0] ?? ''}${lines.length > 1 ? ' ...' : ''}`.slice(0, 160);
}

/** What the learner has filled in is not in the output as the text has it. */
function withoutPlaceholders(
  sample: string | undefined,
  placeholders: PlannedRun['block']['placeholders'] = [],
): string | undefined {
  return placeholders.reduce((text, { text: part }) => text?.replaceAll(part, '...'), sample);
}

/** The terminal in which the command is to be typed, with what was there before ended; or why there is none. */
async function terminalFor(
  { planned: { block }, learner, of }: RunRequest,
  code: string,
): Promise<ShellTerminal | string> {
  const terminal = await learner.terminal(block.terminal);
  if (block.interrupt && !terminal.isFree && !(await interrupt(terminal))) {
    return `Ctrl+C does not end what runs in ${block.terminal}.`;
  }
  if (terminal.isFree || block.input === 'keys' || block.input === 'text') return terminal;
  const isInside = waitsInside(terminal.text);
  if (isInside && (block.where === 'container' || of === 'lab')) return terminal;
  if (of === 'lab') {
    // What another terminal has ended, or is about to end by itself.
    const settled = await terminal.settle({ limit: learner.pace.answer });
    if (settled === 'free') return terminal;
    return `Something still runs in ${block.terminal}, and this would be typed into it: write interrupt at this block, or use another terminal.`;
  }
  if (LOOKS_FROM_OUTSIDE.test(code)) return learner.freeTerminal(block.terminal);
  return (await leave(terminal)) ? terminal : learner.replaceTerminal(block.terminal);
}

/** Asks about what runs, or reaches it: as long as it runs. */
const LOOKS_FROM_OUTSIDE =
  /^\s*(?:curl|wget)\b|^\s*docker (?:container )?(?:ls|ps|stop|kill|exec|logs|inspect|top|stats|port|pause|cp|diff|attach)\b/;

interface Tried extends Typed {
  readonly tries: number;
}

/** A server that has just been started may take a moment, and a learner presses again. */
async function typeUntilAnswered(
  { planned, learner, of }: RunRequest,
  terminal: ShellTerminal,
  code: string,
): Promise<Tried> {
  const { block, sample } = planned;
  const end = Date.now() + learner.pace.answer;
  const isTypedInside = !terminal.isFree;
  for (let tries = 1; ; tries += 1) {
    const typed = await typeCommand({
      ...{ terminal, code, account: learner.account, pace: learner.pace },
      input: block.input ?? 'command',
      mayStay: of === 'readme' ? MAY_SERVE.test(code) : planned.mayStay,
    });
    const { outcome } = typed;
    // Where it was typed into a program, that is what has ended, and nobody has seen how this went.
    if (isTypedInside && outcome.type === 'ended') {
      return { ...typed, outcome: { ...outcome, exitCode: undefined }, tries };
    }
    if (!wantsAnother(outcome, { code, sample, shown: terminal.text }) || Date.now() > end) {
      return { ...typed, tries };
    }
    await delay(RETRY_MS, undefined, { signal: learner.signal });
  }
}

/** Nobody answers yet, or nothing has been logged yet, and the text does not mean just that. */
function wantsAnother(
  outcome: Typed['outcome'],
  { code, sample = '', shown }: { code: string; sample: string | undefined; shown: string },
): boolean {
  if (outcome.type !== 'ended') return false;
  if (/\bdocker (?:container )?logs\b/.test(code)) return lastLines(shown, code).length === 0;
  const isRefused = NO_ANSWER.has(outcome.exitCode ?? 0) && /\bcurl\b/.test(code);
  return isRefused && !/refused|failed|reset|curl:/i.test(sample);
}

/** What may go on in the foreground. */
const MAY_SERVE =
  /\bdocker (?:container )?(?:run|start|attach|logs)\b|\bdocker[ -]compose\b.*\b(?:up|logs)\b|^\s*(?:python3?|node|npm|npx|flask)\b/;
/** curl's: could not connect, an empty answer, a connection that was cut. */
const NO_ANSWER = new Set([7, 52, 56]);
const RETRY_MS = 1000;
