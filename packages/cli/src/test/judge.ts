import type { Verdict } from './results.ts';
import { driftedPieces, stablePieces } from './stable-output.ts';
import type { Outcome } from './type-command.ts';

export interface Judged {
  readonly verdict: Verdict;
  /** In one sentence; empty when all is as expected. */
  readonly why: string;
  readonly drifted: readonly string[];
}

export interface JudgeRequest {
  readonly outcome: Outcome;
  readonly code: string;
  /** What the terminal showed, without control sequences. */
  readonly shown: string;
  /** Sample output of the command in the text. */
  readonly sample: string | undefined;
  /** `readme`: nobody wrote the document for a sandbox, so that what it lacks is not the document's fault. */
  readonly of: 'lab' | 'readme';
}

/** Judges how a command went, by its exit code and by what the text says of it. */
export function judge(request: JudgeRequest): Judged {
  const { outcome, shown, sample } = request;
  const drifted = sample === undefined ? [] : driftedPieces(sample, shown);
  switch (outcome.type) {
    case 'inside':
    case 'stays':
      return { verdict: 'pass', why: '', drifted };
    case 'unfinished':
      return failed('The shell waits for the rest of the command: a quote or a bracket is open.');
    case 'late':
      return failed(
        `It has not come to an end within ${Math.round(outcome.limit / 1000)} s, and nothing ends it: write interrupt at the block that comes next in this terminal, if that shall end it.`,
      );
    case 'closed':
      return /^\s*(?:exit|logout)\b/.test(request.code)
        ? { verdict: 'pass', why: '', drifted: [] }
        : failed('The shell has ended.');
    case 'ended':
      return judgeEnded({ ...request, exitCode: outcome.exitCode ?? 0, drifted });
  }
}

interface Ended extends JudgeRequest {
  readonly exitCode: number;
  readonly drifted: readonly string[];
}

function judgeEnded({ exitCode, shown, sample, of, code, drifted }: Ended): Judged {
  const showsError = sample !== undefined && ERROR_LINE.test(sample);
  // Behind a pipe, nobody hears of an exit code.
  const isHidden = of === 'readme' && exitCode === 0 && !showsError && DAEMON_ERROR.test(shown);
  if (exitCode === 0 && !isHidden) {
    const why = showsError ? 'The text shows an error, and there was none.' : '';
    return { verdict: 'pass', why, drifted };
  }
  if (sample !== undefined && showsFailure(sample, drifted)) {
    return {
      verdict: 'expected-failure',
      why: `It fails, as the text shows: exit code ${exitCode}.`,
      drifted,
    };
  }
  const last = lastWords(shown);
  if (of === 'readme') {
    const needs = missingHere({ exitCode, shown, code });
    if (needs) return { ...needs, drifted: [] };
  }
  return failed(`Exit code ${exitCode}${last && `: ${last}`}`);
}

function failed(why: string): Judged {
  return { verdict: 'failed', why, drifted: [] };
}

/** The sample tells of an error, or is what was seen. */
function showsFailure(sample: string, drifted: readonly string[]): boolean {
  return ERROR.test(sample) || (stablePieces(sample).length > 0 && drifted.length === 0);
}

const ERROR =
  /\b(?:error|failed|failure|denied|refused|conflict|forbidden|invalid|unable|cannot|can't|not found|no such|in use|unauthorized|exception|not permitted|must (?:be )?\w+)\b/i;

const ERROR_LINE =
  /^\s*(?:(?:docker: )?Error\b|error:|curl: \(\d+\)|denied:|.{0,80}: (?:command )?not found\s*$)/im;
const DAEMON_ERROR = /^Error response from daemon:/m;

function missingHere({
  exitCode,
  shown,
  code,
}: {
  readonly exitCode: number;
  readonly shown: string;
  readonly code: string;
}): Pick<Judged, 'verdict' | 'why'> | undefined {
  const [, program] = /(?:^|[\s:])([\w.+-]+): command not found/m.exec(shown) ?? [];
  if (exitCode === 127 && program !== undefined) {
    return { verdict: 'needs-person', why: `A sandbox has no ${program}.` };
  }
  const [absent] = NOT_IN_HUB.exec(shown) ?? [];
  if (absent !== undefined) {
    const why = `It is neither here nor in the hub: ${oneLine(absent)}`;
    return { verdict: 'needs-internet', why };
  }
  for (const { says, of, why } of LEFT_TO_PEOPLE) {
    const [said] = says.exec(shown) ?? [];
    if (said !== undefined && of.test(code)) {
      return { verdict: 'needs-person', why: `${why}: ${oneLine(said)}` };
    }
  }
  const [unreached] = UNREACHED.exec(shown) ?? [];
  if (unreached !== undefined && !/\blocalhost\b|\b127\.0\.0\.1\b/.test(code)) {
    return { verdict: 'needs-internet', why: oneLine(unreached) };
  }
  const [noFile] = NO_FILE.exec(shown) ?? [];
  if (noFile !== undefined) {
    return {
      verdict: 'needs-person',
      why: `It needs a file that is not there: ${oneLine(noFile)}`,
    };
  }
  return undefined;
}

const NOT_IN_HUB =
  /^.*(?:manifest unknown|pull access denied|repository does not exist|failed to resolve (?:source metadata|reference)|manifest for \S+ not found|No such image|image does not exist locally).*$/im;
/**
 * Documents show a choice of commands one after the other, or the halves of one that has just run. Carried out as they
 * stand they run into what the one before has left, for everyone: who reads them knows.
 */
const LEFT_TO_PEOPLE: readonly {
  readonly says: RegExp;
  readonly of: RegExp;
  readonly why: string;
}[] = [
  {
    says: /^.*requires at least \d+ arguments?\b.*$/im,
    of: /\$\(.+\)/,
    why: 'Nothing is left for it',
  },
  {
    says: /^.*The container name "\S+" is already in use.*$/im,
    of: /--name\b/,
    why: 'An earlier command has used that name',
  },
  {
    says: /^.*unable to delete \S+ \(must be forced\).*$/im,
    of: /\brmi\b|\bimage rm\b/,
    why: 'The engine wants to be forced',
  },
];
const UNREACHED =
  /^.*(?:could not resolve host|temporary failure in name resolution|network is unreachable|failed to connect to|connection timed out|no route to host|unable to access|i\/o timeout|no such host|unexpected status code 404).*$/im;
const NO_FILE = /^.*(?:No such file or directory).*$/im;

function lastWords(shown: string): string {
  const lines = shown.split(/[\r\n]+/).map((line) => line.trim());
  // The prompt that came back is the last.
  return (
    lines
      .filter((line) => line !== '' && !/[#$] ?$/.test(line))
      .at(-1)
      ?.slice(0, 300) ?? ''
  );
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').slice(0, 300);
}
