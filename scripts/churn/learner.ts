import { setTimeout as pause } from 'node:timers/promises';
import type Dockerode from 'dockerode';
import { LAB } from './lab.ts';
import { FullError, type Page, visit } from './page.ts';
import type { Ending, Life } from './plan.ts';
import { findMarked, haveEnded, killAll, killContainer, pidsOf } from './victim.ts';

export interface LifeRequest {
  readonly life: Life;
  readonly url: URL;
  readonly docker: Dockerode;
  /** Unlike that of any other run. */
  readonly run: string;
  /** The server has said that the session of this id is ended: nothing of it may be left. */
  readonly onEnded: (session: string) => void;
  readonly signal: AbortSignal;
}

export interface LifeReport {
  /** What became of it, in words. */
  readonly outcome: string;
  /** From the request to a sandbox that answers, in milliseconds; undefined when nobody waited for that. */
  readonly started?: number;
}

const START_LIMIT_MS = 120_000;
const USE_LIMIT_MS = 120_000;
/** Within this the sandbox is well again, or its learner has been told that it is gone. */
const RECOVERY_LIMIT_MS = 120_000;
const AGAIN_MS = 250;

/** One learner, from the start of a session to its end. Rejects with an Error when something went not as it should. */
export async function live(request: LifeRequest): Promise<LifeReport> {
  const { life, signal } = request;
  const { ending } = life;
  const began = performance.now();
  const page = await enter(request);
  try {
    if (ending.type === 'gone in the start' || ending.type === 'ended in the start') {
      await pause(ending.after, undefined, { signal });
      if (ending.type === 'ended in the start') await end(request, page);
      return { outcome: `after ${ending.after} ms` };
    }
    await untilReady(page);
    const started = performance.now() - began;
    await use(page, marker(request));
    const outcome = await disturb(request, page, ending);
    if (ending.type !== 'leaves') await end(request, page);
    return { outcome, started };
  } finally {
    page.leave();
  }
}

async function end({ onEnded }: LifeRequest, page: Page): Promise<void> {
  await page.end();
  onEnded(page.session);
}

/** Waits while the box is full: those who have left make room after a while. */
async function enter({ life, url, signal }: LifeRequest): Promise<Page> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(START_LIMIT_MS)]);
  const address = `127.1.${life.number >> 8}.${life.number & 255 || 1}`;
  for (;;) {
    try {
      return await visit({ url, address, lab: LAB, signal });
    } catch (error) {
      if (!(error instanceof FullError)) throw error;
      await pause(AGAIN_MS, undefined, { signal: limit });
    }
  }
}

async function untilReady(page: Page): Promise<void> {
  const isDone = () => page.status?.status === 'ready' || page.status?.status === 'failed';
  await page.until('a sandbox', isDone, START_LIMIT_MS);
  if (page.status?.status === 'failed') {
    throw new Error(`The sandbox did not start: ${JSON.stringify(page.status.problem)}`);
  }
}

/** A terminal, a file, a nested container, a command; and a process by which the sandbox is found on the box. */
async function use(page: Page, sign: string): Promise<void> {
  await openTerminal(page);
  await type(page, `(exec -a ${sign} sleep 100000 &)`, 'marked');
  const text = `written by ${sign}\n`;
  await page.ask((request) => ({
    ...{ type: 'file.write', request, path: 'note.txt', text },
    baseVersion: null,
  }));
  const read = await page.ask((request) => ({ type: 'file.read', request, path: 'note.txt' }));
  if (read.type !== 'file.content' || read.text !== text) {
    throw new Error(`The file came back as ${JSON.stringify(read)}`);
  }
  await type(page, 'cat note.txt && docker run --rm busybox echo from a nested container', 'ran');
  if (!page.printed.includes('from a nested container\r\n')) {
    throw new Error(`The nested container printed: ${page.printed.slice(-500)}`);
  }
  if (!(await engineAnswers(page))) throw new Error('The check of the engine did not pass.');
}

async function openTerminal(page: Page): Promise<void> {
  await page.ask((request) => ({
    ...{ type: 'terminal.open', request, terminal: 'T1', columns: 100, rows: 30 },
  }));
}

/** Types a line and waits until the shell has done it, without an error. */
async function type(page: Page, line: string, word: string): Promise<void> {
  const from = page.printed.length;
  // The quotes keep the echo of the line from being taken for its result.
  const data = `${line} && echo "${word}"":ok" || echo "${word}"":bad"\n`;
  page.send({ type: 'terminal.input', terminal: 'T1', data });
  const since = () => page.printed.slice(from);
  const isDone = () => since().includes(`${word}:ok\r\n`) || since().includes(`${word}:bad\r\n`);
  await page.until(`the end of: ${line}`, isDone, USE_LIMIT_MS);
  if (since().includes(`${word}:bad\r\n`)) throw new Error(`It failed: ${since().slice(-500)}`);
}

async function engineAnswers(page: Page): Promise<boolean> {
  const answer = await page.ask((request) => ({ type: 'check.run', request, check: 'engine' }));
  return answer.type === 'check.result' && answer.result.outcome === 'pass';
}

async function disturb(request: LifeRequest, page: Page, ending: Ending): Promise<string> {
  const { docker, signal } = request;
  if (ending.type === 'ends' || ending.type === 'leaves') return 'used';
  const { pid, container } = await findMarked(marker(request), signal);
  // What answers before these have ended may be what was there before.
  let victims = [pid];
  if (ending.type === 'resets') page.send({ type: 'sandbox.reset' });
  if (ending.type === 'container killed') await killContainer(docker, container);
  if (ending.type === 'process killed') {
    victims = await pidsOf(container, ending.program);
    if (victims.length === 0) throw new Error(`There is no ${ending.program} in the sandbox.`);
    if (ending.from === 'outside') killAll(victims);
    else {
      const data = `pkill -9 -x ${ending.program}\n`;
      page.send({ type: 'terminal.input', terminal: 'T1', data });
    }
  }
  if (!(await haveEnded(victims, signal))) return 'what should have ended goes on';
  return await untilWellOrTold(page);
}

/** Waits until the engine answers (again), or the page has been told that the sandbox is gone. */
async function untilWellOrTold(page: Page): Promise<string> {
  const limit = AbortSignal.timeout(RECOVERY_LIMIT_MS);
  const began = performance.now();
  const since = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  let last: unknown;
  while (!limit.aborted) {
    if (page.closed !== undefined) throw new Error(page.closed);
    const { status } = page.status ?? {};
    if (status === 'gone' || status === 'failed') return `told that it is ${status}, ${since()}`;
    if (status === 'ready') {
      const answers = await engineAnswers(page).catch((error) => {
        last = error;
        return false;
      });
      if (answers) return `well again, ${since()}`;
    }
    await pause(AGAIN_MS);
  }
  throw new Error(`Neither well again nor told: ${JSON.stringify(page.status)}`, { cause: last });
}

function marker({ run, life }: LifeRequest): string {
  return `churn-${run}-${life.number}.`;
}
