import { useFormat } from '../../i18n/format.ts';
import { familiar, nameOf, oneLine } from './image-names.ts';
import type { LayerNode } from './layer-forest.ts';
import { heightOf, TWO_LINES } from './layer-scale.ts';
import styles from './layer-tree.module.css';
import type { LayersTexts } from './texts.ts';
import { useTexts } from './texts.ts';
import { useTree } from './tree-context.ts';
import { TreeItem } from './tree-item.tsx';

/** One layer: its height says its size, its colour with whom it is shared. */
export function LayerBox({ node, groupId }: { node: LayerNode; groupId: string }) {
  const { sharers, ends, drawing, colours } = useTree();
  const text = useTexts().images;
  const format = useFormat();
  const { chainId, layer } = node;
  const height = heightOf(layer.size, drawing);
  const instruction = familiar(oneLine(layer.instruction)) || text.unknownInstruction;
  const size = format.bytes(layer.size);
  const age = layer.created && format.relative(layer.created);
  const shared = sharingOf(node, sharers.get(chainId) ?? node.images, text);
  // An image that others stand on has no column: its name is on its topmost layer.
  const marks = node.children.length > 0 ? (ends.get(chainId) ?? []) : [];
  const marked = marks.map((image) => text.topOf(nameOf(image)));
  const name = [text.layerName(instruction, size), age, shared, ...marked]
    .filter(Boolean)
    .join(', ');

  return (
    <TreeItem
      picks={{ kind: 'layer', chainId }}
      name={name}
      className={styles.layer}
      groupId={groupId}
      colour={colours.get(chainId) ?? null}
      style={{ height }}
    >
      <span className={styles.line}>
        <code className={styles.instruction}>{instruction}</code>
        {marks.slice(0, MOST_MARKS).map((image) => (
          <span key={image.id} className={styles.mark}>
            {nameOf(image)}
          </span>
        ))}
        {marks.length > MOST_MARKS && (
          <span className={styles.more}>{`+${marks.length - MOST_MARKS}`}</span>
        )}
        <span className={styles.size}>{size}</span>
      </span>
      {height >= TWO_LINES && (
        <span className={styles.second}>{[shared, age].filter(Boolean).join(' · ')}</span>
      )}
    </TreeItem>
  );
}

/** Names of images on one layer; all are in the details. */
const MOST_MARKS = 2;

/** With whom the layer is shared, whether those are drawn or not. */
function sharingOf(
  { images }: LayerNode,
  sharers: LayerNode['images'],
  text: LayersTexts['images'],
): string {
  const [only] = images;
  if (!only) return '';
  if (sharers.length === 1) return text.onlyIn(nameOf(only));
  if (images.length > 1) return text.sharedBy(sharers.length);
  const others = sharers.filter(({ id }) => id !== only.id);
  return others[0] ? text.sharedWith(nameOf(others[0]), others.length - 1) : '';
}
