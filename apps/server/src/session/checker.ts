import { judge } from '@drydock/lab-format/check';
import type { Lab, LabCheck } from '@drydock/lab-format/schema';
import type { CheckOutcome } from '@drydock/protocol';
import type { Sandbox } from '@drydock/sandbox';
import { Failure, toProblem } from '../failure.ts';
import { withinLimit } from './time-limit.ts';

/** Every command of a check has a limit of its own, a script one minute; this is for an engine that does not answer at all. */
const ANSWER_LIMIT_MS = 65_000;

export interface CheckerOptions {
  /** As the lab has them now. */
  readonly checks: () => Lab['checks'];
  /** Rejects when there is no sandbox now. */
  readonly sandbox: () => Promise<Sandbox>;
  /** Whether the engine in the sandbox has ended, and is not back yet. */
  readonly engineHasEnded: () => boolean;
  /** Called once for every run that ends, before who asked for it hears of it. */
  readonly onOutcome: (name: string, outcome: CheckOutcome) => void;
  /** Gets the cause of every `our-fault`. */
  readonly report: (error: unknown, what: string) => void;
}

/** Runs a lab's checks in the sandbox and keeps their last outcomes as the learner's progress. */
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

  /** As if these had never run. One that runs now still tells what it finds. */
  forget(names: readonly string[]): void {
    for (const name of names) this.#outcomes.delete(name);
  }

  /** CHECK_NOT_FOUND; any other failure is an outcome. A check that is running already is not run twice. */
  async run(name: string): Promise<CheckOutcome> {
    const check = this.#options.checks().get(name);
    if (!check) throw new Failure('CHECK_NOT_FOUND', { detail: name });
    const running = this.#running.get(name);
    if (running) return await running;
    const run = this.#judge(check);
    this.#running.set(name, run);
    try {
      return await run;
    } finally {
      this.#running.delete(name);
    }
  }

  /**
   * As `run`, when nobody has asked: only another outcome is told, and a failure of ours, which changes nothing for
   * the learner, is none. Never rejects.
   */
  async rerun(name: string): Promise<void> {
    const check = this.#options.checks().get(name);
    if (!check) return;
    // That one may have looked before the change that this one is for. It never rejects.
    await this.#running.get(name);
    const outcome = await this.#execute(check);
    const last = this.#outcomes.get(name);
    if (outcome.outcome === 'our-fault' || JSON.stringify(outcome) === JSON.stringify(last)) return;
    this.#outcomes.set(name, outcome);
    this.#options.onOutcome(name, outcome);
  }

  async #judge(check: LabCheck): Promise<CheckOutcome> {
    const outcome = await this.#execute(check);
    // A failure of ours takes nothing from the learner.
    const keepsPass =
      outcome.outcome === 'our-fault' && this.#outcomes.get(check.name)?.outcome === 'pass';
    if (!keepsPass) this.#outcomes.set(check.name, outcome);
    this.#options.onOutcome(check.name, outcome);
    return outcome;
  }

  async #execute(check: LabCheck): Promise<CheckOutcome> {
    try {
      const sandbox = await this.#options.sandbox();
      const { engineHasEnded } = this.#options;
      const wasEnded = engineHasEnded();
      const judgement = await withinLimit(judge(check, sandbox), ANSWER_LIMIT_MS);
      // A script takes an engine that does not answer for one without images.
      if (judgement.outcome === 'not-yet' && (wasEnded || engineHasEnded())) {
        throw new Failure('SANDBOX_ENGINE_DOWN');
      }
      return judgement;
    } catch (error) {
      this.#options.report(error, `check ${check.name}`);
      return { outcome: 'our-fault', problem: toProblem(error) };
    }
  }
}
