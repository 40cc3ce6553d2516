import type { Lab, LabCheck } from '@drydock/lab-format/schema';
import type { CheckOutcome } from '@drydock/protocol';
import type { ExecResult, Sandbox } from '@drydock/sandbox';
import { Failure, toProblem } from '../failure.ts';
import { withinLimit } from './time-limit.ts';

/** A check may build an image or wait for a port; one that takes a minute is broken. */
const CHECK_LIMIT_MS = 60_000;

/** The driver's limit comes first and kills the script; this one is for an engine that does not answer at all. */
const ANSWER_LIMIT_MS = CHECK_LIMIT_MS + 5000;

/** A reason is shown on one line beside the check. */
const REASON_CHARACTERS = 500;

export interface CheckerOptions {
  /** As the lab has them now. */
  readonly checks: () => Lab['checks'];
  /** Rejects when there is no sandbox now. */
  readonly sandbox: () => Promise<Sandbox>;
  /** Called once for every run that ends, before who asked for it hears of it. */
  readonly onOutcome: (name: string, outcome: CheckOutcome) => void;
  /** Gets the cause of every `our-fault`. */
  readonly report: (error: unknown, what: string) => void;
}

/** Runs a lab's check scripts in the sandbox and keeps their last outcomes as the learner's progress. */
export class Checker {
  readonly #options: CheckerOptions;
  readonly #running = new Map<string, Promise<CheckOutcome>>();
  readonly #outcomes = new Map<string, CheckOutcome>();

  constructor(options: CheckerOptions) {
    this.#options = options;
  }

  outcomes(): Record<string, CheckOutcome> {
    return Object.fromEntries(this.#outcomes);
  }

  /** CHECK_NOT_FOUND; any other failure is an outcome. A check that is running already is not run twice. */
  async run(name: string): Promise<CheckOutcome> {
    const script = this.#options.checks().get(name);
    if (!script) throw new Failure('CHECK_NOT_FOUND', { detail: name });
    const running = this.#running.get(name);
    if (running) return await running;
    const run = this.#judge(script);
    this.#running.set(name, run);
    try {
      return await run;
    } finally {
      this.#running.delete(name);
    }
  }

  async #judge(script: LabCheck): Promise<CheckOutcome> {
    const outcome = await this.#execute(script);
    // A failure of ours takes nothing from the learner.
    const keepsPass =
      outcome.outcome === 'our-fault' && this.#outcomes.get(script.name)?.outcome === 'pass';
    if (!keepsPass) this.#outcomes.set(script.name, outcome);
    this.#options.onOutcome(script.name, outcome);
    return outcome;
  }

  async #execute(script: LabCheck): Promise<CheckOutcome> {
    try {
      const sandbox = await this.#options.sandbox();
      if (script.type === 'declared') throw new Error('not yet');
      const running = sandbox.exec({
        command: ['bash', '-c', script.source, script.name],
        timeout: CHECK_LIMIT_MS,
      });
      const result = await withinLimit(running, ANSWER_LIMIT_MS);
      return result.exitCode === 0 ? { outcome: 'pass' } : { outcome: 'not-yet', why: why(result) };
    } catch (error) {
      this.#options.report(error, `check ${script.name}`);
      return { outcome: 'our-fault', problem: toProblem(error) };
    }
  }
}

/** The last line on stderr is the reason; a script without one may have printed it to stdout. */
function why({ stderr, stdout, exitCode }: ExecResult): string {
  const line =
    lastLine(stderr) ?? lastLine(stdout) ?? `The check ended with exit code ${exitCode}.`;
  return line.slice(0, REASON_CHARACTERS);
}

function lastLine(text: string): string | undefined {
  return text
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '');
}
