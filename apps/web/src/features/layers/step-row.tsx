import { useFormat } from '../../i18n/format.ts';
import { CodeText } from '../../ui/code-text.tsx';
import { isForAll } from './build-facts.ts';
import { familiar, oneLine } from './image-names.ts';
import { reasonInWords } from './reasons.ts';
import styles from './step-row.module.css';
import { useTexts } from './texts.ts';
import type { Span, TimelineRow } from './timeline.ts';

interface StepRowProps {
  row: TimelineRow;
  /** Where the axis has its marks, from 0 to 1. */
  ticks: readonly number[];
  /** Its reason stands above already. */
  isTold: boolean;
}

/** One step: what it was, when it ran and for how long, from the cache or why not. */
export function StepRow({ row, ticks, isTold }: StepRowProps) {
  const { step, state, span, took, before } = row;
  const { builds: text, reasons } = useTexts();
  const format = useFormat();
  const reason =
    isTold || isForAll(step.reason) ? '' : reasonInWords(step, { text: reasons, format });
  const time = took === null ? null : format.duration(took);
  const beforeTook = before?.step.durationMs ?? null;
  return (
    <li className={styles.step} data-state={state}>
      <code className={styles.instruction} title={step.instruction}>
        {familiar(oneLine(step.instruction))}
      </code>
      <span className={styles.took}>
        {state === 'cached' || time === null ? text.states[state] : time}
        {state !== 'cached' && time !== null && (
          <span className="visually-hidden">{`, ${text.states[state]}`}</span>
        )}
      </span>
      <span aria-hidden className={styles.track}>
        {ticks.map((tick) => (
          <i key={tick} style={{ insetInlineStart: `${tick * 100}%` }} />
        ))}
        {span && <span className={styles.bar} style={placed(span)} />}
        {before?.span && <span className={styles.barBefore} style={placed(before.span)} />}
      </span>
      {(reason !== '' || beforeTook !== null) && (
        <span className={styles.reason}>
          {reason !== '' && <CodeText text={reason} />}
          {beforeTook !== null && (
            <em>
              {text.beforeTook(
                before?.step.cached ? text.states.cached : format.duration(beforeTook),
              )}
            </em>
          )}
        </span>
      )}
    </li>
  );
}

function placed({ start, length }: Span) {
  return { insetInlineStart: `${start * 100}%`, inlineSize: `${length * 100}%` };
}
