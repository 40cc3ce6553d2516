import { createHash } from 'node:crypto';
import type { Block } from '../schema.ts';

/**
 * Ids of blocks. They are made from what a block is, not from where it stands, so that a learner's
 * progress survives an edit somewhere else in the lab. The second of two equal blocks gets `-2`.
 */
export interface BlockIds {
  take(type: Block['type'], ...content: readonly string[]): string;
}

export function createBlockIds(stepId: string): BlockIds {
  const taken = new Map<string, number>();
  return {
    take(type, ...content) {
      const hash = createHash('sha256').update(JSON.stringify([stepId, type, ...content]));
      const id = `${type}-${hash.digest('hex').slice(0, 12)}`;
      const times = (taken.get(id) ?? 0) + 1;
      taken.set(id, times);
      return times === 1 ? id : `${id}-${times}`;
    },
  };
}

/** Ids of steps: the title in small letters with dashes, numbered when two are the same. */
export function createStepIds(): (title: string) => string {
  const taken = new Set<string>();
  return (title) => {
    const base = slugOf(title);
    let id = base;
    for (let times = 2; taken.has(id); times += 1) id = `${base}-${times}`;
    taken.add(id);
    return id;
  };
}

function slugOf(title: string): string {
  const words = title
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  return words?.join('-').slice(0, 80) ?? 'step';
}
