import type { Build } from '@drydock/protocol';
import { CircleCheck, CircleX, LoaderCircle } from 'lucide-react';
import { useFormat } from '../../i18n/format.ts';
import { setLayersPane } from '../../stores/layers-pane-store.ts';
import { useNow } from '../../ui/use-now.ts';
import { durationOf, outcomeOf } from './build-facts.ts';
import styles from './build-list.module.css';
import { useTexts } from './texts.ts';

/** Milliseconds: how long ago they were is told in minutes. */
const TICK_MS = 20_000;

export function BuildList({ builds, shown }: { builds: readonly Build[]; shown: Build }) {
  const text = useTexts().builds;
  const now = useNow(TICK_MS);
  return (
    <ul className={styles.list} aria-label={text.list}>
      {builds.map((build) => (
        <li key={build.ref}>
          <button
            type="button"
            className={styles.build}
            aria-current={build.ref === shown.ref}
            onClick={() =>
              setLayersPane({ build: build.ref === builds[0]?.ref ? null : build.ref })
            }
          >
            <OutcomeIcon build={build} />
            <BuildSummary build={build} now={now} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function BuildSummary({ build, now }: { build: Build; now: number }) {
  const text = useTexts().builds;
  const format = useFormat();
  const { started, steps, tags, ended } = build;
  const cached = steps.filter((step) => step.cached).length;
  return (
    <span className={styles.summary}>
      <strong>{tags[0] ?? text.untagged}</strong>
      <span>
        {format.relative(started, Math.max(now, Date.parse(started)))}
        {ended !== null && ` · ${format.duration(durationOf(build, now))}`}
      </span>
      <span>{text.cached(cached, steps.length)}</span>
    </span>
  );
}

export function OutcomeIcon({ build }: { build: Build }) {
  const text = useTexts().builds.outcomes;
  const outcome = outcomeOf(build);
  const Icon = ICONS[outcome];
  return (
    <span role="img" aria-label={text[outcome]} className={styles.outcome} data-outcome={outcome}>
      <Icon aria-hidden size={16} />
    </span>
  );
}

const ICONS = { passed: CircleCheck, failed: CircleX, running: LoaderCircle };
