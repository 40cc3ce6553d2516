import type { LayeredImage } from '@drydock/protocol';
import { ChevronDown, ChevronUp, Search } from 'lucide-react';
import { useFormat } from '../../i18n/format.ts';
import { setLayersPane, useLayersPane } from '../../stores/layers-pane-store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './images-toolbar.module.css';
import { weigh } from './layer-forest.ts';
import { useTexts } from './texts.ts';

interface ImagesToolbarProps {
  shown: readonly LayeredImage[];
  /** How many images came with the sandbox. */
  bases: number;
  showsBases: boolean;
}

/** What the shown images take, and which are shown and how. */
export function ImagesToolbar({ shown, bases, showsBases }: ImagesToolbarProps) {
  const { search, scale } = useLayersPane();
  const text = useTexts().images;
  return (
    <div className={styles.toolbar}>
      <Totals images={shown} />
      <div className={styles.controls}>
        <label className={styles.search}>
          <Search aria-hidden size={14} />
          <input
            type="search"
            value={search}
            aria-label={text.search}
            placeholder={text.search}
            onChange={({ target }) => setLayersPane({ search: target.value })}
          />
        </label>
        <fieldset className={styles.scale} aria-label={text.scale}>
          {(['size', 'log'] as const).map((value) => (
            <button
              key={value}
              type="button"
              aria-pressed={scale === value}
              title={value === 'size' ? text.toScaleHint : text.compactHint}
              onClick={() => setLayersPane({ scale: value })}
            >
              {value === 'size' ? text.toScale : text.compact}
            </button>
          ))}
        </fieldset>
        {bases > 0 && (
          <Button
            size="sm"
            look="quiet"
            icon={showsBases ? ChevronUp : ChevronDown}
            onClick={() => setLayersPane({ hasBases: !showsBases })}
          >
            {showsBases ? text.hideBases : text.showBases(bases)}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Two bars: what the images would take one by one, and what they take. */
function Totals({ images }: { images: readonly LayeredImage[] }) {
  const text = useTexts().images;
  const format = useFormat();
  const { alone, together } = weigh(images);
  const saved = alone - together;
  return (
    <div className={styles.totals}>
      <div aria-hidden className={styles.bars}>
        <span style={{ inlineSize: '100%' }} />
        <span style={{ inlineSize: `${alone === 0 ? 100 : (together / alone) * 100}%` }} />
      </div>
      <p>
        <strong>{text.together(format.bytes(together))}</strong>{' '}
        <span>{text.alone(format.bytes(alone), images.length)}</span>{' '}
        <em>{saved > 0 ? text.saved(format.bytes(saved)) : text.nothingShared}</em>
      </p>
    </div>
  );
}
