import type { Layer, LayeredImage } from '@drydock/protocol';

/** A layer that holds files, with all that stands on it. */
export interface LayerNode {
  readonly chainId: string;
  readonly layer: Layer;
  /** The images that have it, in the order of the view. */
  readonly images: readonly LayeredImage[];
  /** Those of them whose topmost layer it is. */
  readonly ends: readonly LayeredImage[];
  readonly children: readonly LayerNode[];
}

export interface LayerForest {
  readonly roots: readonly LayerNode[];
  /** Images without any file: they stand on nothing. */
  readonly bare: readonly LayeredImage[];
}

/**
 * The images' layers as trees: what several images share is one node, and they part above it. Newer images
 * (those that come first) stand before others.
 */
export function growForest(images: readonly LayeredImage[]): LayerForest {
  const nodes = new Map<string, Growing>();
  const roots: Growing[] = [];
  const bare: LayeredImage[] = [];
  for (const image of images) {
    let below: Growing | null = null;
    for (const layer of image.layers) {
      if (layer.chainId === null) continue;
      let node: Growing | undefined = nodes.get(layer.chainId);
      if (!node) {
        node = { chainId: layer.chainId, layer, images: [], ends: [], children: [] };
        nodes.set(layer.chainId, node);
        (below?.children ?? roots).push(node);
      }
      if (node.images.at(-1) !== image) node.images.push(image);
      below = node;
    }
    if (below) below.ends.push(image);
    else bare.push(image);
  }
  return { roots, bare };
}

interface Growing extends LayerNode {
  images: LayeredImage[];
  ends: LayeredImage[];
  children: Growing[];
}

/** Images that get a column of their own above the node: an image that others stand on is a mark on its layer. */
export function topsOf({ ends, children }: LayerNode): readonly LayeredImage[] {
  return children.length === 0 ? ends : ends.filter(({ containers }) => containers.length > 0);
}

/** How many columns the node takes. */
export function columnsOf(node: LayerNode): number {
  return node.children.reduce((sum, child) => sum + columnsOf(child), topsOf(node).length);
}

/**
 * A number for each run of layers that the same images share, so that neighbours differ; null for a layer
 * that one image has alone.
 */
export function colourRuns(roots: readonly LayerNode[]): ReadonlyMap<string, number | null> {
  const colours = new Map<string, number | null>();
  let next = 0;
  const visit = (node: LayerNode, below: LayerNode | null) => {
    const isShared = node.images.length > 1;
    const goesOn = isShared && below?.images.length === node.images.length;
    if (isShared && !goesOn) next += 1;
    colours.set(
      node.chainId,
      isShared ? (goesOn ? (colours.get(below.chainId) ?? 0) : next - 1) : null,
    );
    for (const child of node.children) visit(child, node);
  };
  for (const root of roots) visit(root, null);
  return colours;
}

/** Bytes of the images one by one, and of all of them in one place, where what they share is held once. */
export function weigh(images: readonly LayeredImage[]): { alone: number; together: number } {
  const chains = new Map<string, number>();
  let alone = 0;
  for (const { layers } of images) {
    for (const { chainId, size } of layers) {
      alone += size;
      if (chainId !== null) chains.set(chainId, size);
    }
  }
  return { alone, together: [...chains.values()].reduce((sum, size) => sum + size, 0) };
}
