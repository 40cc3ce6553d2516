import type { LayeredImage, LayersView } from '@drydock/protocol';
import { Layers, SearchX } from 'lucide-react';
import { useView } from '../../connection/use-view.ts';
import { setLayersPane, useLayersPane } from '../../stores/layers-pane-store.ts';
import { useLayers } from '../../stores/layers-store.ts';
import { Button } from '../../ui/button.tsx';
import { CodeText } from '../../ui/code-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { isMatch } from './image-names.ts';
import styles from './images-section.module.css';
import { ImagesToolbar } from './images-toolbar.tsx';
import { LayerDetails } from './layer-details.tsx';
import { LayerTree } from './layer-tree.tsx';
import { useTexts } from './texts.ts';
import { ViewFrame } from './view-frame.tsx';

/** The images as stacks on what they share. */
export function ImagesSection() {
  useView('layers');
  const state = useLayers();
  const text = useTexts().state;
  return (
    <ViewFrame state={state} looking={text.looking.images}>
      {(view) => <Images view={view} />}
    </ViewFrame>
  );
}

function Images({ view: { images, imagesTruncated } }: { view: LayersView }) {
  const { search, hasBases } = useLayersPane();
  const text = useTexts().images;
  const own = images.filter((image) => image.own);
  const bases = images.filter((image) => !image.own);
  const showsBases = hasBases ?? own.length === 0;
  // What something of the learner's stands on is the learner's concern; a search looks everywhere.
  const isAll = showsBases || search.trim() !== '';
  const candidates = isAll ? [...own, ...bases] : [...own, ...bases.filter(isUsedBy(own))];
  const shown = candidates.filter((image) => isMatch(image, search));

  if (images.length === 0) {
    return (
      <EmptyState icon={Layers} title={text.nothing}>
        <CodeText text={text.nothingHint} />
      </EmptyState>
    );
  }
  return (
    <>
      <ImagesToolbar shown={shown} bases={bases.length} showsBases={showsBases} />
      <div className={styles.split}>
        <div className={styles.scroll}>
          {own.length === 0 && <p className={styles.note}>{text.noneOwn}</p>}
          {shown.length === 0 ? (
            <EmptyState
              icon={SearchX}
              title={text.noMatch(search)}
              action={
                <Button onClick={() => setLayersPane({ search: '' })}>{text.clearSearch}</Button>
              }
            >
              {text.noMatchHint}
            </EmptyState>
          ) : (
            <LayerTree images={shown} all={images} />
          )}
          {imagesTruncated && <p className={styles.note}>{text.truncated}</p>}
        </div>
        <LayerDetails images={images} />
      </div>
    </>
  );
}

/** Whether something stands on it: one of these images, or a container. */
function isUsedBy(own: readonly LayeredImage[]): (base: LayeredImage) => boolean {
  const chains = new Set(own.flatMap(({ layers }) => layers.map(({ chainId }) => chainId)));
  return ({ layers, containers }) => {
    const top = layers.findLast(({ chainId }) => chainId !== null);
    return containers.length > 0 || (top !== undefined && chains.has(top.chainId));
  };
}
