import type { LayersView } from '@drydock/protocol';
import { Layers, SearchX } from 'lucide-react';
import { useRef } from 'react';
import { useView } from '../../connection/use-view.ts';
import { setLayersPane, useLayersPane } from '../../stores/layers-pane-store.ts';
import { useLayers } from '../../stores/layers-store.ts';
import { Button } from '../../ui/button.tsx';
import { CodeText } from '../../ui/code-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useHeight } from '../../ui/use-height.ts';
import styles from './images-section.module.css';
import { ImagesToolbar } from './images-toolbar.tsx';
import { LayerDetails } from './layer-details.tsx';
import { LayerTree } from './layer-tree.tsx';
import { useShownImages } from './shown-images.ts';
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
  const search = useLayersPane((state) => state.search);
  const { shown, own } = useShownImages();
  const scroll = useRef<HTMLDivElement>(null);
  const height = useHeight(scroll);
  const text = useTexts().images;

  if (images.length === 0) {
    return (
      <EmptyState icon={Layers} title={text.nothing}>
        <CodeText text={text.nothingHint} />
      </EmptyState>
    );
  }
  return (
    <>
      <ImagesToolbar />
      <div className={styles.split}>
        <div ref={scroll} className={styles.scroll}>
          {own === 0 && <p className={styles.note}>{text.noneOwn}</p>}
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
            <LayerTree images={shown} all={images} room={height - PADDING} />
          )}
          {imagesTruncated && <p className={styles.note}>{text.truncated}</p>}
        </div>
        <LayerDetails images={images} />
      </div>
    </>
  );
}

/** Around the towers, above and below them, with room for a scroll bar. */
const PADDING = 44;
