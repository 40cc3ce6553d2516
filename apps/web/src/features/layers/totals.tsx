import { useFormat } from '../../i18n/format.ts';
import { weigh } from './layer-forest.ts';
import { useShownImages } from './shown-images.ts';
import { useTexts } from './texts.ts';
import styles from './totals.module.css';

/** What the shown images take, and would take one by one. */
export function Totals() {
  const { shown } = useShownImages();
  const text = useTexts().images;
  const format = useFormat();
  if (shown.length === 0) return null;
  const { alone, together } = weigh(shown);
  const saved = alone - together;
  return (
    <div className={styles.totals}>
      <div aria-hidden className={styles.bars}>
        <span style={{ inlineSize: '100%' }} />
        <span style={{ inlineSize: `${alone === 0 ? 100 : (together / alone) * 100}%` }} />
      </div>
      <p>
        <strong>{text.together(format.bytes(together))}</strong>
        <span>{text.alone(format.bytes(alone), shown.length)}</span>
        <em>{saved > 0 ? text.saved(format.bytes(saved)) : text.nothingShared}</em>
      </p>
    </div>
  );
}
