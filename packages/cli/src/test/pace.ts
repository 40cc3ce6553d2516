/** How long whoever plays a lab waits for what has no event. All in milliseconds. */
export interface Pace {
  /** A command that prints nothing for so long, and may go on running, has started. */
  readonly server: number;
  /** A server that was just started gets so long to answer, and then is asked once more. */
  readonly answer: number;
  /** What was done gets so long to show in a check. */
  readonly check: number;
  /** The same, where there is a solution to be played besides. */
  readonly checkBeforeSolution: number;
}

export const USUAL_PACE: Pace = {
  server: 3000,
  answer: 15_000,
  check: 15_000,
  checkBeforeSolution: 3000,
};
