import type { Build } from '@drydock/protocol';
import { Lightbulb } from 'lucide-react';
import { useFormat } from '../../i18n/format.ts';
import { setLayersPane, useLayersPane } from '../../stores/layers-pane-store.ts';
import { CodeText } from '../../ui/code-text.tsx';
import { type Cause, causesOf, durationOf, outcomeOf } from './build-facts.ts';
import { OutcomeIcon } from './build-list.tsx';
import styles from './builds.module.css';
import { causeInWords } from './reasons.ts';
import { StepRow } from './step-row.tsx';
import { useTexts } from './texts.ts';
import { layOut } from './timeline.ts';

interface BuildTimelineProps {
  build: Build;
  /** To compare with. */
  before: Build | null;
  /** In milliseconds: how far a build that runs has come. */
  now: number;
}

/** One build: what made steps run again, and each step on a common axis of time. */
export function BuildTimeline({ build, before, now }: BuildTimelineProps) {
  const isCompared = useLayersPane((state) => state.isCompared) && before !== null;
  const text = useTexts().builds;
  const format = useFormat();
  const { length, ticks, stages } = layOut(build, now, isCompared ? before : null);
  const causes = causesOf(build);
  const isStaged = stages.length > 1;
  return (
    <article
      className={styles.detail}
      aria-label={build.tags[0] ?? text.untagged}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and holds nothing that keys could reach
      tabIndex={0}
    >
      <Header build={build} before={before} now={now} />
      <Causes build={build} causes={causes} />
      {build.failed !== null && (
        <p role="alert" className={styles.failure}>
          {build.failed}
        </p>
      )}
      <div className={styles.chart}>
        <div aria-hidden className={styles.axis}>
          {ticks.map((tick) => (
            <span key={tick} style={{ insetInlineStart: `${(tick / length) * 100}%` }}>
              {tick === 0 ? '0' : format.duration(tick)}
            </span>
          ))}
        </div>
        {stages.map(({ name, rows }) => (
          <section key={rows[0]?.step.name} aria-label={name ? text.stage(name) : text.steps}>
            {isStaged && name && <h3 className={styles.stage}>{text.stage(name)}</h3>}
            <ol className={styles.steps}>
              {rows.map((row) => (
                <StepRow
                  key={row.step.name}
                  row={row}
                  ticks={ticks.map((tick) => tick / length)}
                  isTold={causes.length === 1 && causes[0]?.step === row.step}
                />
              ))}
            </ol>
          </section>
        ))}
      </div>
    </article>
  );
}

function Header({ build, before, now }: BuildTimelineProps) {
  const isCompared = useLayersPane((state) => state.isCompared);
  const { builds: text } = useTexts();
  const format = useFormat();
  const cached = build.steps.filter((step) => step.cached).length;
  const took = durationOf(build, now);
  const difference = before && build.ended !== null ? took - durationOf(before, now) : null;
  return (
    <header className={styles.header}>
      <h2>
        <OutcomeIcon build={build} />
        {build.tags.join(', ') || text.untagged}
      </h2>
      <p>
        {outcomeOf(build) !== 'passed' && <span>{text.outcomes[outcomeOf(build)]}</span>}
        <span>{format.duration(took)}</span>
        <span>{text.cached(cached, build.steps.length)}</span>
        <time dateTime={build.started}>{format.dateTime(build.started)}</time>
      </p>
      {before && (
        <label className={styles.compare}>
          <input
            type="checkbox"
            checked={isCompared}
            onChange={({ target }) => setLayersPane({ isCompared: target.checked })}
          />
          {text.compare}
          {isCompared && difference !== null && <em>{inWords(difference)}</em>}
        </label>
      )}
    </header>
  );

  function inWords(by: number): string {
    // Less is no difference that anybody made.
    if (Math.abs(by) < 100) return text.asFast;
    const length = format.duration(Math.abs(by));
    return by < 0 ? text.faster(length) : text.slower(length);
  }
}

function Causes({ build, causes }: { build: Build; causes: readonly Cause[] }) {
  const { builds: text, reasons } = useTexts();
  const format = useFormat();
  if (causes.length === 0) {
    const isAllCached = build.steps.length > 0 && build.steps.every(({ cached }) => cached);
    return isAllCached ? <p className={styles.cause}>{text.allCached}</p> : null;
  }
  return (
    <ul className={styles.causes} aria-label={text.why}>
      {causes.map((cause) => (
        <li key={cause.step.name} className={styles.cause} data-advice={cause.advice !== null}>
          {cause.advice && <Lightbulb aria-hidden size={15} className={styles.bulb} />}
          <span>
            <CodeText text={causeInWords(cause, { text: reasons, format })} />
          </span>
        </li>
      ))}
    </ul>
  );
}
