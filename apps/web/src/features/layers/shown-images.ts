import type { LayeredImage } from '@drydock/protocol';
import { useMemo } from 'react';
import { useLayersPane } from '../../stores/layers-pane-store.ts';
import { useLayers } from '../../stores/layers-store.ts';
import { isMatch } from './image-names.ts';

export interface ShownImages {
  readonly shown: readonly LayeredImage[];
  /** How many are the learner's own. */
  readonly own: number;
  /** How many came with the sandbox, and whether all of those are shown. */
  readonly bases: number;
  readonly showsBases: boolean;
}

/** Which images are drawn: the learner's own first, of the others those that something stands on, or all. */
export function useShownImages(): ShownImages {
  const images = useLayers(({ view }) => view?.images);
  const { search, hasBases } = useLayersPane();
  return useMemo(() => {
    const own = (images ?? []).filter((image) => image.own);
    const bases = (images ?? []).filter((image) => !image.own);
    const showsBases = hasBases ?? own.length === 0;
    // A search looks everywhere.
    const isAll = showsBases || search.trim() !== '';
    const candidates = [...own, ...(isAll ? bases : bases.filter(isUsedBy(own)))];
    const shown = candidates.filter((image) => isMatch(image, search));
    return { shown, own: own.length, bases: bases.length, showsBases };
  }, [images, search, hasBases]);
}

/** Whether something stands on it: one of these images, or a container. */
function isUsedBy(own: readonly LayeredImage[]): (base: LayeredImage) => boolean {
  const chains = new Set(own.flatMap(({ layers }) => layers.map(({ chainId }) => chainId)));
  return ({ layers, containers }) => {
    const top = layers.findLast(({ chainId }) => chainId !== null);
    return containers.length > 0 || (top !== undefined && chains.has(top.chainId));
  };
}
