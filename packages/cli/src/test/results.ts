/**
 * How a block of a lab went. `needs-*` are said of commands that nobody can judge here: a person has to do something,
 * or something is needed that a sandbox does not reach.
 */
export type Verdict = 'pass' | 'expected-failure' | 'needs-person' | 'needs-internet' | 'failed';

export interface PlayedBlock {
  /** As in the lab; `solution` for a script of its `solution/` folder. */
  readonly id: string;
  readonly kind: 'run' | 'file' | 'solution';
  /** The first line of the command, or the file's path. */
  readonly title: string;
  /** What was typed, when placeholders were filled in; else as it stands in the lab. */
  readonly typed: string;
  readonly terminal?: string;
  readonly verdict: Verdict;
  /** In one sentence; empty when there is nothing to say. */
  readonly why: string;
  readonly milliseconds: number;
  /** The last lines that the terminal showed. */
  readonly seen: readonly string[];
  /** Pieces of the sample output that did not appear. */
  readonly drifted: readonly string[];
}

/** What a check said. */
export type CheckAnswer =
  | { readonly outcome: 'pass' }
  | { readonly outcome: 'not-yet' | 'our-fault'; readonly why: string };

export interface PlayedCheck {
  readonly name: string;
  readonly label: string;
  /** Before the step: null when the negative control was left out. */
  readonly before: CheckAnswer | null;
  /** After it; null when the step could not be played to its end. */
  readonly after: CheckAnswer | null;
  /** `vacuous`: it passed before anything was done. */
  readonly verdict: 'pass' | 'vacuous' | 'failed';
}

export interface PlayedStep {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly PlayedBlock[];
  readonly checks: readonly PlayedCheck[];
  readonly milliseconds: number;
}

export interface PlayedLab {
  readonly slug: string;
  readonly title: string;
  readonly steps: readonly PlayedStep[];
  /** Images that the lab asks for and the catalogue does not have. */
  readonly missingImages: readonly string[];
  /** Why it could not be played, or not to its end. */
  readonly error?: string;
  readonly milliseconds: number;
}

export function stepFailed(step: PlayedStep): boolean {
  return (
    step.blocks.some(({ verdict }) => verdict === 'failed') ||
    step.checks.some(({ verdict }) => verdict !== 'pass')
  );
}

export function labFailed(lab: PlayedLab): boolean {
  return lab.error !== undefined || lab.missingImages.length > 0 || lab.steps.some(stepFailed);
}
