/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From 0 up to 1, without 1. */
  next(): number;
  /** A whole number from 0 up to `limit`, without that. */
  below(limit: number): number;
  shuffled<T>(all: readonly T[]): T[];
}

/** Mulberry32: small, fast, and good enough to mix a deck. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    shuffled(all) {
      const deck = [...all];
      for (let last = deck.length - 1; last > 0; last -= 1) {
        const other = below(last + 1);
        [deck[last], deck[other]] = [deck[other] as never, deck[last] as never];
      }
      return deck;
    },
  };
}
