import { ChevronDown, ChevronUp, Search } from 'lucide-react';
import { setLayersPane, useLayersPane } from '../../stores/layers-pane-store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './images-toolbar.module.css';
import { useShownImages } from './shown-images.ts';
import { useTexts } from './texts.ts';

/** Which images are shown, and how high their layers are. */
export function ImagesToolbar() {
  const { search, scale } = useLayersPane();
  const { bases, showsBases } = useShownImages();
  const text = useTexts().images;
  return (
    <div className={styles.toolbar}>
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
  );
}
