import { createRandom } from './random.ts';

/** How a learner's time with a sandbox ends. */
export type Ending =
  | { readonly type: 'ends' }
  | { readonly type: 'leaves' }
  | { readonly type: 'resets' }
  /** While the sandbox starts, after so many milliseconds. */
  | { readonly type: 'gone in the start'; readonly after: number }
  | { readonly type: 'ended in the start'; readonly after: number }
  | { readonly type: 'container killed' }
  | { readonly type: 'process killed'; readonly program: Program; readonly from: Side };

export type Program = 'dockerd' | 'containerd' | 'rootlesskit';
type Side = 'outside' | 'inside';

export interface Life {
  /** From 1 on. */
  readonly number: number;
  readonly ending: Ending;
}

export interface ServerKill {
  /** When the life of this number begins ... */
  readonly at: number;
  /** ... and so many milliseconds later. */
  readonly after: number;
  /** The server alone, or `drydock up` with it, as a crash of the box would. */
  readonly what: 'server' | 'server and drydock up';
}

export interface Plan {
  readonly lives: readonly Life[];
  readonly kills: readonly ServerKill[];
}

/** What happens in a run; the same for the same seed. From 12 sandboxes on, every ending comes at least once. */
export function createPlan(sandboxes: number, seed: number): Plan {
  const random = createRandom(seed);
  const start = () => random.below(START_MS);
  const deck: Ending[] = [];
  while (deck.length < sandboxes) deck.push(...ROUND.map((make) => make(start)));
  const endings = random.shuffled(deck.slice(0, sandboxes));
  const kills = Math.max(1, Math.round(sandboxes / LIVES_A_KILL));
  return {
    lives: endings.map((ending, index) => ({ number: index + 1, ending })),
    kills: Array.from({ length: kills }, (_, index) => ({
      // Between others, so that some are in the middle of something.
      at: Math.max(2, Math.round(((index + 0.5) * sandboxes) / kills)),
      after: random.below(2 * START_MS),
      what: index % 3 === 2 ? 'server and drydock up' : 'server',
    })),
  };
}

/** A start takes about as long, in milliseconds. */
const START_MS = 1000;
const LIVES_A_KILL = 30;

/** One of each, and the ordinary end more often. */
const ROUND: readonly ((start: () => number) => Ending)[] = [
  () => ({ type: 'ends' }),
  () => ({ type: 'leaves' }),
  () => ({ type: 'resets' }),
  (start) => ({ type: 'gone in the start', after: start() }),
  (start) => ({ type: 'ended in the start', after: start() }),
  () => ({ type: 'container killed' }),
  ...(['dockerd', 'containerd', 'rootlesskit'] as const).flatMap((program) =>
    (['outside', 'inside'] as const).map(
      (from) => (): Ending => ({ type: 'process killed', program, from }),
    ),
  ),
  () => ({ type: 'ends' }),
  () => ({ type: 'ends' }),
  () => ({ type: 'ends' }),
];

/** In words, for progress and the table at the end. */
export function nameOf(ending: Ending): string {
  return ending.type === 'process killed'
    ? `${ending.program} killed from ${ending.from}`
    : ending.type;
}
