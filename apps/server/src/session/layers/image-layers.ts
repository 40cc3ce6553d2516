import { createHash } from 'node:crypto';
import type { Layer } from '@drydock/protocol';
import type { ToldHistory } from './told-layers.ts';

/**
 * The layers of an image, the lowest first, from its history (newest first) and the sums of its layers' contents
 * (lowest first). A layer's identity is its chain: equal chains are one layer on the disk.
 */
export function imageLayers(history: ToldHistory, diffIds: readonly string[]): Layer[] {
  const entries = history.toReversed();
  const isFilled = filled(entries, diffIds.length);
  const chains = chainIds(diffIds);
  let below = 0;
  const layers = entries.map((entry, index): Layer => {
    const chainId = isFilled[index] ? (chains[below++] ?? null) : null;
    const size = chainId === null ? 0 : Math.max(0, entry.Size);
    return { chainId, size, instruction: instructionOf(entry.CreatedBy), created: moment(entry) };
  });
  // An image may have lost its history, or part of it: what it is made of is there all the same.
  const untold = chains.slice(below).map((chainId) => ({
    ...{ chainId, size: 0, instruction: '', created: null },
  }));
  return [...layers, ...untold];
}

/** Each layer's with all below it, as the OCI image specification has it. */
export function chainIds(diffIds: readonly string[]): string[] {
  const chains: string[] = [];
  for (const diffId of diffIds) {
    const below = chains.at(-1);
    const chain = below === undefined ? diffId : `sha256:${sha256(`${below} ${diffId}`)}`;
    chains.push(chain);
  }
  return chains;
}

/** As in a Dockerfile: without what the builders write around it. */
export function instructionOf(createdBy: string): string {
  const plain = createdBy
    .replace(/\s*# buildkit\s*$/, '')
    .replace(/^\/bin\/sh -c #\(nop\)\s*/, '')
    .trim();
  const isShell = /^(?:RUN )?(?:\|\d+ .*? )?(?:\/bin\/)?(?:ba|a)?sh -(?:c|ec|euxc) /s;
  return isShell.test(plain) ? plain.replace(isShell, 'RUN ') : plain;
}

/**
 * Which entries have a layer: the engine tells their sizes, and how many have one, but not which. Those with a size
 * have; of the others what a Dockerfile's instruction says decides, and then the number.
 */
function filled(entries: ToldHistory, count: number): boolean[] {
  const ranks = entries.map((entry, index) => ({ index, rank: rankOf(entry) }));
  const best = ranks.toSorted((a, b) => b.rank - a.rank || a.index - b.index).slice(0, count);
  const chosen = new Set(best.map(({ index }) => index));
  return entries.map((_, index) => chosen.has(index));
}

const FILES = ['RUN', 'COPY', 'ADD'];
const SETTINGS = [
  ...['ARG', 'CMD', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'HEALTHCHECK', 'LABEL', 'MAINTAINER'],
  ...['ONBUILD', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME'],
];

function rankOf({ Size, CreatedBy }: ToldHistory[number]): number {
  if (Size > 0) return 4;
  const [keyword = ''] = instructionOf(CreatedBy).split(/\s/, 1);
  if (FILES.includes(keyword)) return 3;
  if (keyword === 'WORKDIR') return 2;
  return SETTINGS.includes(keyword) ? 0 : 1;
}

function moment({ Created }: ToldHistory[number]): string | null {
  return Created > 0 ? new Date(Created * 1000).toISOString() : null;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
