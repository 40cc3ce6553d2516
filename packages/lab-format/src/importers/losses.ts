import type { Loss } from './foreign.ts';

/** Collects what is lost on the way. Equal losses of one line are one; of the rest, the first of a file and rule are kept. */
export interface Losses {
  dropped(at: Place, finding: LossFinding): void;
  changed(at: Place, finding: LossFinding): void;
  /** In the order of file and line. */
  list(): Loss[];
}

export interface Place {
  readonly file: string;
  readonly line: number;
}

interface LossFinding {
  readonly rule: string;
  readonly message: string;
  readonly fix?: string;
}

/** Nobody reads more, and a hostile file must not turn into a hostile list. */
const MOST_LOSSES = 1000;

export function createLosses(): Losses {
  const collected = new Map<string, Loss>();
  let more = 0;

  const add = (kind: Loss['kind'], { file, line }: Place, finding: LossFinding): void => {
    const key = JSON.stringify([file, line, finding.rule, finding.message]);
    if (collected.has(key)) return;
    if (collected.size >= MOST_LOSSES) {
      more += 1;
      return;
    }
    collected.set(key, { file, line, kind, ...finding });
  };

  return {
    dropped: (at, finding) => add('dropped', at, finding),
    changed: (at, finding) => add('changed', at, finding),
    list() {
      const losses = [...collected.values()].toSorted(byPlace);
      const last = losses.at(-1);
      if (more === 0 || last === undefined) return losses;
      const message = `${more} further losses are not listed.`;
      return [
        ...losses,
        { file: last.file, line: last.line, kind: 'changed', rule: 'more', message },
      ];
    },
  };
}

function byPlace(a: Loss, b: Loss): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line;
}
