import type { LayeredImage } from '@drydock/protocol';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { type Picked, setLayersPane, useLayersPane } from '../../stores/layers-pane-store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ContainerFacts } from './container-facts.tsx';
import { ImageFacts } from './image-facts.tsx';
import { familiar, nameOf, oneLine } from './image-names.ts';
import styles from './layer-details.module.css';
import { LayerFacts } from './layer-facts.tsx';
import { type LayersTexts, useTexts } from './texts.ts';

/** All that is known of what was picked in the tree; nothing once that is gone. */
export function LayerDetails({ images }: { images: readonly LayeredImage[] }) {
  const { picked, isByKey } = useLayersPane();
  const panel = useRef<HTMLElement>(null);
  const text = useTexts();
  const found = picked && find(picked, images, text);
  const isOpen = Boolean(found);

  useEffect(() => {
    if (isOpen && isByKey && picked) panel.current?.focus();
  }, [isOpen, isByKey, picked]);

  if (!found) return null;
  const close = () => {
    const item = panel.current?.parentElement?.querySelector<HTMLElement>(PICKED);
    setLayersPane({ picked: null, isByKey: false });
    item?.focus();
  };
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={`${text.details.label}: ${found.kind} ${found.title}`}
      className={styles.details}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <header className={styles.header}>
        <div>
          <span className={styles.kind}>{found.kind}</span>
          <h2 className={styles.title}>{found.title}</h2>
        </div>
        <IconButton icon={X} label={text.details.close} onClick={close} />
      </header>
      {found.body}
    </aside>
  );
}

const PICKED = '[role=treeitem][aria-selected=true]';

interface Found {
  kind: string;
  title: string;
  body: ReactNode;
}

function find(picked: Picked, images: readonly LayeredImage[], text: LayersTexts): Found | null {
  const { details } = text;
  switch (picked.kind) {
    case 'image': {
      const image = images.find(({ id }) => id === picked.id);
      return (
        (image && {
          kind: details.image,
          title: nameOf(image),
          body: <ImageFacts image={image} images={images} />,
        }) ??
        null
      );
    }
    case 'container':
      for (const image of images) {
        const container = image.containers.find(({ id }) => id === picked.id);
        if (!container) continue;
        const body = <ContainerFacts container={container} image={image} />;
        return { kind: details.container, title: container.name, body };
      }
      return null;
    case 'layer': {
      const users = images.filter(({ layers }) =>
        layers.some(({ chainId }) => chainId === picked.chainId),
      );
      const layer = users[0]?.layers.find(({ chainId }) => chainId === picked.chainId);
      if (!layer) return null;
      const title = familiar(oneLine(layer.instruction)) || text.images.unknownInstruction;
      return { kind: details.layer, title, body: <LayerFacts layer={layer} users={users} /> };
    }
  }
}
