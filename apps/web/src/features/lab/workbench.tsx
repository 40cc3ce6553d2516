import type { PublicLab } from '@drydock/lab-format/schema';
import { useId } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { type Pane, showPane, useWorkbench } from '../../stores/workbench-store.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { TerminalPane } from '../terminal/terminal-pane.tsx';
import { Instructions } from './instructions.tsx';
import { Panes } from './panes.tsx';
import { UpperPane } from './upper-pane.tsx';
import styles from './workbench.module.css';

interface WorkbenchProps {
  lab: PublicLab;
  step: number;
  onGo: (step: number) => void;
}

/** The three panes: side by side where there is room, as tabs where there is not. */
export function Workbench({ lab, step, onGo }: WorkbenchProps) {
  const isNarrow = useMedia('(max-width: 899px)');
  const isUpperCollapsed = useWorkbench((state) => state.collapsed.editor);
  const instructions = <Instructions lab={lab} step={step} onGo={onGo} />;
  return isNarrow ? (
    <NarrowPanes instructions={instructions} />
  ) : (
    <Panes
      instructions={instructions}
      upper={<UpperPane isShown={!isUpperCollapsed} />}
      terminals={<TerminalPane />}
    />
  );
}

function NarrowPanes({ instructions }: { instructions: React.ReactNode }) {
  const { panes } = useMessages().lab;
  const front = useWorkbench((state) => state.front);
  const panelId = useId();
  return (
    <main className={styles.narrow}>
      <div className={styles.switch}>
        <Tabs
          label={panes.label}
          panelId={panelId}
          active={front}
          onSelect={(pane) => showPane(pane as Pane)}
          tabs={[
            { id: 'instructions', text: panes.instructions },
            { id: 'editor', text: panes.editor },
            { id: 'terminals', text: panes.terminals },
          ]}
        />
      </div>
      <div id={panelId} role="tabpanel" aria-label={panes[front]} className={styles.front}>
        <div hidden={front !== 'instructions'}>{instructions}</div>
        <div hidden={front !== 'editor'}>
          <UpperPane isShown={front === 'editor'} />
        </div>
        <div hidden={front !== 'terminals'}>
          <TerminalPane />
        </div>
      </div>
    </main>
  );
}
