import type { ContainersView } from '@drydock/protocol';
import { Boxes, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useView } from '../../connection/use-view.ts';
import { containers as en } from '../../i18n/en/containers.ts';
import { containers as ja } from '../../i18n/ja/containers.ts';
import { useLater } from '../../i18n/messages.ts';
import { useProblemText } from '../../i18n/problem-text.ts';
import { useContainers } from '../../stores/containers-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { ContainerItem, type ContainerTexts } from './container-item.tsx';
import styles from './containers.module.css';

const EXAMPLE = 'docker run -d --name web -p 8080:80 nginx:alpine';

/** The learner's containers as they are now, and what can be done with each. */
export default function ContainersPane() {
  const text = useLater({ en, ja });
  const problemText = useProblemText();
  const { view, problem } = useContainers();
  const failure = problem && problemText(problem);
  const status = useSession((state) => state.sandbox.status);
  useView('containers');

  if (status !== 'ready' && status !== 'paused') {
    return <EmptyState icon={Boxes} title={text.notRunning} />;
  }
  if (!view) {
    return failure ? (
      <EmptyState icon={TriangleAlert} title={text.failed}>
        {failure.message} {failure.hint}
      </EmptyState>
    ) : (
      <Loading text={text.loading} />
    );
  }
  const { containers } = view;
  if (containers.length === 0) {
    return (
      <EmptyState icon={Boxes} title={text.none}>
        {text.noneHint}
        <span className={styles.example}>
          <code>{EXAMPLE}</code>
          <CopyButton shape="icon" text={EXAMPLE} label={text.copyExample} />
        </span>
      </EmptyState>
    );
  }
  const running = containers.filter((each) => each.status === 'running').length;
  return (
    <div className={styles.view}>
      <p className={styles.summary}>{text.count(running, containers.length - running)}</p>
      {failure && (
        <p role="status" className={styles.old}>
          <TriangleAlert aria-hidden size={14} />
          {text.old} {failure.message}
        </p>
      )}
      <ContainerList containers={containers} text={text} />
    </div>
  );
}

function ContainerList({ containers, text }: ContainersView & { text: ContainerTexts }) {
  const list = useRef<HTMLUListElement>(null);
  const hasFocus = useRef(false);

  // With a container that goes the focus would go too, and the keyboard with it to the top of the page.
  useEffect(() => {
    const isLost = hasFocus.current && document.activeElement === document.body;
    if (isLost && containers.length > 0) list.current?.focus({ preventScroll: true });
  }, [containers]);

  return (
    <ul
      ref={list}
      tabIndex={-1}
      className={styles.list}
      aria-label={text.title}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={({ relatedTarget }) => {
        // Null when what had it is gone.
        if (relatedTarget) hasFocus.current = list.current?.contains(relatedTarget) ?? false;
      }}
    >
      {containers.map((container) => (
        <ContainerItem key={container.id} container={container} text={text} />
      ))}
    </ul>
  );
}
