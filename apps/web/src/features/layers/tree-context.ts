import type { LayeredImage } from '@drydock/protocol';
import { createContext, useContext } from 'react';
import type { Drawing } from './layer-scale.ts';

export interface TreeState {
  /** By chain id: all images that have the layer, and those that end with it. */
  readonly sharers: ReadonlyMap<string, readonly LayeredImage[]>;
  readonly ends: ReadonlyMap<string, readonly LayeredImage[]>;
  readonly drawing: Drawing;
  readonly colours: ReadonlyMap<string, number | null>;
}

interface TreeFocus {
  /** The one item that Tab reaches: a chain id, an image's or a container's. */
  readonly tabStop: string | null;
  readonly setActive: (key: string) => void;
}

export const TreeContext = createContext<(TreeState & TreeFocus) | null>(null);

export function useTree(): TreeState & TreeFocus {
  const tree = useContext(TreeContext);
  if (!tree) throw new Error('an item of the tree stands outside of it');
  return tree;
}
