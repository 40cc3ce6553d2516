import type { Build, BuildsView } from '@drydock/protocol';
import { Hammer } from 'lucide-react';
import { useView } from '../../connection/use-view.ts';
import { useBuilds } from '../../stores/builds-store.ts';
import { useLayersPane } from '../../stores/layers-pane-store.ts';
import { CodeText } from '../../ui/code-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNow } from '../../ui/use-now.ts';
import { buildBefore, nowOf } from './build-facts.ts';
import { BuildList } from './build-list.tsx';
import { BuildTimeline } from './build-timeline.tsx';
import styles from './builds.module.css';
import { useTexts } from './texts.ts';
import { ViewFrame } from './view-frame.tsx';

/** The builds, and of one of them when each step ran and why. */
export function BuildsSection() {
  useView('builds');
  const state = useBuilds();
  const text = useTexts().state;
  return (
    <ViewFrame state={state} looking={text.looking.builds}>
      {(view) => <Builds view={view} />}
    </ViewFrame>
  );
}

function Builds({ view: { builds } }: { view: BuildsView }) {
  const chosen = useLayersPane((state) => state.build);
  const text = useTexts().builds;
  // The newest comes to the front by itself until another is chosen.
  const build = builds.find(({ ref }) => ref === chosen) ?? builds[0];
  if (!build) {
    return (
      <EmptyState icon={Hammer} title={text.nothing}>
        <CodeText text={text.nothingHint} />
      </EmptyState>
    );
  }
  return (
    <div className={styles.split}>
      <BuildList builds={builds} shown={build} />
      <OneBuild key={build.ref} build={build} before={buildBefore(builds, build)} />
    </div>
  );
}

function OneBuild({ build, before }: { build: Build; before: Build | null }) {
  return build.ended === null ? (
    <RunningBuild build={build} before={before} />
  ) : (
    <BuildTimeline build={build} before={before} now={Date.parse(build.ended)} />
  );
}

/** Often enough that its bars are seen to grow. */
const TICK_MS = 250;

function RunningBuild({ build, before }: { build: Build; before: Build | null }) {
  const told = useBuilds((state) => state.told);
  const now = nowOf(build, { now: useNow(TICK_MS), told });
  return <BuildTimeline build={build} before={before} now={now} />;
}
