import { type ReactNode, useEffect } from 'react';
import { Group, Panel, Separator, useDefaultLayout, usePanelRef } from 'react-resizable-panels';
import { useMessages } from '../../i18n/messages.ts';
import { type Pane, setCollapsed, useWorkbench } from '../../stores/workbench-store.ts';
import styles from './workbench.module.css';

interface PanesProps {
  instructions: ReactNode;
  upper: ReactNode;
  terminals: ReactNode;
}

/** Three panes with separators for mouse and keyboard; their sizes are remembered. */
export function Panes({ instructions, upper, terminals }: PanesProps) {
  const texts = useMessages().lab.panes;
  const columns = useDefaultLayout({ id: 'drydock.columns', storage: localStorage });
  const rows = useDefaultLayout({ id: 'drydock.rows', storage: localStorage });
  return (
    <main className={styles.panes}>
      <Group {...columns} id="columns" orientation="horizontal">
        <CollapsiblePanel pane="instructions" defaultSize="38%" minSize="280px">
          {instructions}
        </CollapsiblePanel>
        <Separator className={styles.separator} aria-label={texts.resizeInstructions} />
        <Panel id="work" minSize="320px">
          <Group {...rows} id="rows" orientation="vertical">
            <CollapsiblePanel pane="editor" defaultSize="55%" minSize="120px">
              {upper}
            </CollapsiblePanel>
            <Separator className={styles.separator} aria-label={texts.resizeRows} />
            <CollapsiblePanel pane="terminals" defaultSize="45%" minSize="90px">
              {terminals}
            </CollapsiblePanel>
          </Group>
        </Panel>
      </Group>
    </main>
  );
}

interface CollapsiblePanelProps {
  pane: Pane;
  defaultSize: string;
  minSize: string;
  children: ReactNode;
}

function CollapsiblePanel({ pane, children, ...sizes }: CollapsiblePanelProps) {
  const panel = usePanelRef();
  const isCollapsed = useWorkbench((state) => state.collapsed[pane]);

  useEffect(() => {
    if (isCollapsed) panel.current?.collapse();
    else panel.current?.expand();
  }, [isCollapsed, panel]);

  return (
    <Panel
      {...sizes}
      id={pane}
      collapsible
      panelRef={panel}
      onResize={({ inPixels }) => setCollapsed(pane, inPixels === 0)}
    >
      {/* What is collapsed must not be reached by Tab. */}
      <div className={styles.fill} inert={isCollapsed}>
        {children}
      </div>
    </Panel>
  );
}
