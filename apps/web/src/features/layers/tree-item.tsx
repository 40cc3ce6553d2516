import type { CSSProperties, ReactNode } from 'react';
import { type Picked, setLayersPane, useLayersPane } from '../../stores/layers-pane-store.ts';
import styles from './layer-tree.module.css';
import { useTree } from './tree-context.ts';

interface TreeItemProps {
  picks: Picked;
  /** What a screen reader says of it. */
  name: string;
  className: string | undefined;
  groupId?: string;
  colour?: number | null;
  style?: CSSProperties;
  children: ReactNode;
}

/** What can be focused and picked in the tree: a layer, an image, a container. */
export function TreeItem({
  picks,
  name,
  className,
  groupId,
  colour,
  style,
  children,
}: TreeItemProps) {
  const { tabStop, setActive } = useTree();
  const key = keyOf(picks);
  const isPicked = useLayersPane(({ picked }) => picked !== null && keyOf(picked) === key);
  return (
    <div
      role="treeitem"
      aria-label={name}
      aria-selected={isPicked}
      aria-owns={groupId}
      tabIndex={tabStop === key ? 0 : -1}
      className={`${styles.item} ${className}`}
      data-colour={colour === undefined || colour === null ? undefined : colour % COLOURS}
      style={style}
      title={name}
      onFocus={() => setActive(key)}
      onClick={() => setLayersPane({ picked: picks, isByKey: false })}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        setLayersPane({ picked: picks, isByKey: true });
      }}
    >
      {children}
    </div>
  );
}

/** As many as the style sheet has. */
const COLOURS = 6;

function keyOf(picked: Picked): string {
  return picked.kind === 'layer' ? picked.chainId : picked.id;
}
