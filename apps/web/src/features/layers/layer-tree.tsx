import type { LayeredImage } from '@drydock/protocol';
import { type CSSProperties, useId, useMemo, useRef, useState } from 'react';
import { useLayersPane } from '../../stores/layers-pane-store.ts';
import { ImageTop } from './image-top.tsx';
import { LayerBox } from './layer-box.tsx';
import { colourRuns, columnsOf, growForest, type LayerNode, topsOf } from './layer-forest.ts';
import { fitDrawing } from './layer-scale.ts';
import styles from './layer-tree.module.css';
import { useTexts } from './texts.ts';
import { TreeContext, type TreeState } from './tree-context.ts';
import { itemToGoTo } from './tree-keys.ts';

interface LayerTreeProps {
  /** Those that are drawn. */
  images: readonly LayeredImage[];
  /** All that the engine has, to say what is shared. */
  all: readonly LayeredImage[];
  /** Pixels that there are for its height. */
  room: number;
}

/** Images as towers on what they share, the base at the bottom: for a screen reader a tree that grows from the base. */
export function LayerTree({ images, all, room }: LayerTreeProps) {
  const scale = useLayersPane((state) => state.scale);
  const [active, setActive] = useState<string | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const helpId = useId();
  const text = useTexts().images;
  const forest = useMemo(() => growForest(images), [images]);
  const state = useMemo((): TreeState => {
    const sharers = new Map<string, LayeredImage[]>();
    const ends = new Map<string, LayeredImage[]>();
    for (const node of nodesOf(growForest(all).roots)) {
      sharers.set(node.chainId, [...node.images]);
      ends.set(node.chainId, [...node.ends]);
    }
    const drawing = fitDrawing(images.map(towerOf), { scale, room });
    return { sharers, ends, drawing, colours: colourRuns(forest.roots) };
  }, [images, all, scale, room, forest]);

  const first = forest.roots[0]?.chainId ?? forest.bare[0]?.id ?? null;
  // What had the focus may have gone: a tree without a way in cannot be reached by Tab.
  const isThere = active !== null && hasItem(images, active);
  const context = { ...state, tabStop: isThere ? active : first, setActive };

  return (
    <TreeContext value={context}>
      <p id={helpId} className="visually-hidden">
        {text.keys}
      </p>
      <div
        ref={root}
        role="tree"
        aria-label={text.tree}
        aria-describedby={helpId}
        className={styles.forest}
        style={{ '--columns': columnsIn(forest.roots) + forest.bare.length } as CSSProperties}
        onKeyDown={(event) => {
          const item = itemToGoTo(event.key, event.target as HTMLElement);
          if (!item) return;
          event.preventDefault();
          item.focus();
          item.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        }}
      >
        {forest.roots.map((node) => (
          <Tower key={node.chainId} node={node} />
        ))}
        {forest.bare.map((image) => (
          <ImageTop key={image.id} image={image} />
        ))}
      </div>
    </TreeContext>
  );
}

/** A layer, and above it all that stands on it. */
function Tower({ node }: { node: LayerNode }) {
  const groupId = useId();
  const tops = topsOf(node);
  return (
    <div role="none" className={styles.tower} data-item>
      <LayerBox node={node} groupId={groupId} />
      {/* biome-ignore lint/a11y/useSemanticElements: a group of a tree is no fieldset */}
      <div role="group" id={groupId} className={styles.above}>
        {node.children.map((child) => (
          <Tower key={child.chainId} node={child} />
        ))}
        {tops.map((image) => (
          <ImageTop key={image.id} image={image} />
        ))}
      </div>
    </div>
  );
}

function nodesOf(nodes: readonly LayerNode[]): LayerNode[] {
  return nodes.flatMap((node) => [node, ...nodesOf(node.children)]);
}

/** What is drawn on the layers: the image's name, and a line for each container at most. */
function towerOf({ layers, containers }: LayeredImage) {
  const sizes = layers.flatMap(({ chainId, size }) => (chainId === null ? [] : [size]));
  return { sizes, above: CAP_HEIGHT + Math.min(2, containers.length) * CONTAINER_HEIGHT };
}

const CAP_HEIGHT = 34;
const CONTAINER_HEIGHT = 27;

function columnsIn(roots: readonly LayerNode[]): number {
  return roots.reduce((sum, node) => sum + columnsOf(node), 0);
}

function hasItem(images: readonly LayeredImage[], key: string): boolean {
  return images.some(
    ({ id, layers, containers }) =>
      id === key ||
      layers.some(({ chainId }) => chainId === key) ||
      containers.some((container) => container.id === key),
  );
}
