/** Milliseconds from the start to the end of each named part, in order. */
export type Laps = ReadonlyMap<string, number>;

export interface Stopwatch {
  readonly laps: Laps;
  lap(name: string): void;
  /** Each part with what it took by itself. */
  toString(): string;
}

export function createStopwatch(now: () => number = () => performance.now()): Stopwatch {
  const started = now();
  const laps = new Map<string, number>();
  return {
    laps,
    lap(name) {
      laps.set(name, now() - started);
    },
    toString() {
      let before = 0;
      const parts = [...laps].map(([name, time]) => {
        const part = `${name} +${Math.round(time - before)}`;
        before = time;
        return part;
      });
      return `${parts.join(', ')} = ${Math.round(before)} ms`;
    },
  };
}
