import type { LayerContainer, LayeredImage } from '@drydock/protocol';
import { useId } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { nameOf } from './image-names.ts';
import styles from './layer-tree.module.css';
import { useTexts } from './texts.ts';
import { TreeItem } from './tree-item.tsx';

/** An image as the cap of its tower, and its containers, each with a thin layer of its own, on it. */
export function ImageTop({ image }: { image: LayeredImage }) {
  const groupId = useId();
  const text = useTexts().images;
  const size = useFormat().bytes(image.size);
  const { tags, containers } = image;
  return (
    <div role="none" className={styles.top} data-item>
      <TreeItem
        picks={{ kind: 'image', id: image.id }}
        name={text.imageName(tags.length > 0 ? tags.join(', ') : nameOf(image), size)}
        className={styles.cap}
        {...(containers.length > 0 && { groupId })}
      >
        <strong className={styles.tag}>{nameOf(image)}</strong>
        {tags.length > 1 && <span className={styles.more}>{`+${tags.length - 1}`}</span>}
        {tags.length === 0 && <span className={styles.more}>{text.untagged}</span>}
        <span className={styles.size}>{size}</span>
      </TreeItem>
      {containers.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a group of a tree is no fieldset
        <div role="group" id={groupId} className={styles.containers}>
          {containers.map((container) => (
            <Container key={container.id} container={container} />
          ))}
        </div>
      )}
    </div>
  );
}

function Container({ container }: { container: LayerContainer }) {
  const text = useTexts().images;
  const format = useFormat();
  const { id, name, running, size, changes } = container;
  const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
  const [added, changed, removed] = [count('added'), count('changed'), count('removed')];
  const said = [
    text.containerName(name, running, format.bytes(size)),
    changes.length === 0 ? text.unchanged : text.changes(added, changed, removed),
  ].join(', ');
  return (
    <div role="none" className={styles.containerFrame} data-item>
      <TreeItem picks={{ kind: 'container', id }} name={said} className={styles.container}>
        <span className={styles.dot} data-running={running} />
        <span className={styles.containerName}>{name}</span>
        {changes.length > 0 && (
          <span className={styles.diff}>
            {added > 0 && <span data-kind="added">{`+${added}`}</span>}
            {changed > 0 && <span data-kind="changed">{`~${changed}`}</span>}
            {removed > 0 && <span data-kind="removed">{`−${removed}`}</span>}
          </span>
        )}
      </TreeItem>
    </div>
  );
}
