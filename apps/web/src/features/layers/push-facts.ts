import type { Push, PushedLayer } from '@drydock/protocol';

export type PushOutcome = PushedLayer['outcome'];

export const PUSH_OUTCOMES: readonly PushOutcome[] = ['uploaded', 'mounted', 'exists'];

/** Bytes and layers of each kind. */
export interface PushSums {
  readonly bytes: Readonly<Record<PushOutcome, number>>;
  readonly counts: Readonly<Record<PushOutcome, number>>;
  /** Bytes that did not travel. */
  readonly saved: number;
  readonly all: number;
}

export function sumUp({ layers }: Push): PushSums {
  const bytes = { uploaded: 0, mounted: 0, exists: 0 };
  const counts = { uploaded: 0, mounted: 0, exists: 0 };
  for (const { outcome, size } of layers) {
    bytes[outcome] += size;
    counts[outcome] += 1;
  }
  const saved = bytes.mounted + bytes.exists;
  return { bytes, counts, saved, all: saved + bytes.uploaded };
}
