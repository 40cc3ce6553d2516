import { useMessages } from '../../i18n/messages.ts';
import type { ChangedLine, ChangePreview } from './change-preview.ts';
import styles from './line-changes.module.css';

const SIGNS: Record<ChangedLine['kind'], string> = { kept: ' ', removed: '−', added: '+' };

/** The lines of a change with those around it, as a comparison shows them. */
export function LineChanges({ path, lines }: Pick<ChangePreview, 'lines'> & { path: string }) {
  const texts = useMessages().blocks.file;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label={texts.lines(path)} className={styles.scroller}>
      <ol className={styles.lines}>
        {lines.map(({ kind, number, text }) => (
          <li key={`${kind} ${number}`} data-kind={kind}>
            <span aria-hidden className={styles.number}>
              {number}
            </span>
            <span aria-hidden className={styles.sign}>
              {SIGNS[kind]}
            </span>
            {kind !== 'kept' && <span className="visually-hidden">{texts[kind]}</span>}
            <code>{text || ' '}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}
