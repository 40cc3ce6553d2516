import type { Push, PushesView } from '@drydock/protocol';
import { CloudUpload } from 'lucide-react';
import { useView } from '../../connection/use-view.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePushes } from '../../stores/pushes-store.ts';
import { CodeText } from '../../ui/code-text.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Moment } from './facts.tsx';
import { shortId } from './image-names.ts';
import { PUSH_OUTCOMES, sumUp } from './push-facts.ts';
import styles from './pushes-section.module.css';
import { useTexts } from './texts.ts';
import { ViewFrame } from './view-frame.tsx';

/** The pushes: which layers travelled, which did not have to. */
export function PushesSection() {
  useView('pushes');
  const state = usePushes();
  const text = useTexts().state;
  return (
    <ViewFrame state={state} looking={text.looking.pushes}>
      {(view) => <Pushes view={view} />}
    </ViewFrame>
  );
}

function Pushes({ view: { pushes } }: { view: PushesView }) {
  const text = useTexts().pushes;
  if (pushes.length === 0) {
    return (
      <EmptyState icon={CloudUpload} title={text.nothing}>
        <CodeText text={text.nothingHint} />
      </EmptyState>
    );
  }
  return (
    <div className={styles.scroll}>
      <ol className={styles.pushes} aria-label={text.list}>
        {pushes.map((push, index) => (
          <OnePush key={push.id} push={push} isNewest={index === 0} />
        ))}
      </ol>
      <p className={styles.note}>{text.compressed}</p>
    </div>
  );
}

function OnePush({ push, isNewest }: { push: Push; isNewest: boolean }) {
  const text = useTexts().pushes;
  const format = useFormat();
  const { bytes, counts, saved, all } = sumUp(push);
  const name = push.tag === null ? push.repository : `${push.repository}:${push.tag}`;
  return (
    <li className={styles.push}>
      <header>
        <h2>{name}</h2>
        <span className={styles.muted}>
          {push.tag === null && `${text.byDigest} · `}
          <Moment at={push.at} />
        </span>
        <span className={styles.digest}>
          <code>{shortId(push.digest)}</code>
          <CopyButton text={push.digest} label={text.copy} shape="icon" />
        </span>
      </header>
      <p className={styles.sums}>
        <strong>{text.sent(format.bytes(bytes.uploaded))}</strong>
        {saved > 0 && <em>{text.saved(format.bytes(saved))}</em>}
      </p>
      <div aria-hidden className={styles.bar}>
        {PUSH_OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => (
          <span
            key={outcome}
            data-outcome={outcome}
            style={{ flexGrow: all === 0 ? 1 : bytes[outcome] / all }}
          />
        ))}
      </div>
      <details open={isNewest}>
        <summary>{text.counts(counts.uploaded, counts.mounted, counts.exists)}</summary>
        <ol className={styles.layers} aria-label={text.layers}>
          {push.layers.map(({ digest, size, outcome }) => (
            <li key={digest}>
              <code>{shortId(digest)}</code>
              <span className={styles.size}>{format.bytes(size)}</span>
              <span
                className={styles.outcome}
                data-outcome={outcome}
                title={text.outcomesHint[outcome]}
              >
                {text.outcomes[outcome]}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </li>
  );
}
