import { FileCode, PanelLeft, SquareTerminal } from 'lucide-react';
import { useMessages } from '../../i18n/messages.ts';
import { type Pane, setCollapsed, useWorkbench } from '../../stores/workbench-store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './top-bar.module.css';

const PANES = [
  { pane: 'instructions', icon: PanelLeft },
  { pane: 'editor', icon: FileCode },
  { pane: 'terminals', icon: SquareTerminal },
] as const satisfies readonly { pane: Pane; icon: unknown }[];

export function PaneToggles() {
  const { panes } = useMessages().lab;
  const collapsed = useWorkbench((state) => state.collapsed);
  return (
    <div className={styles.toggles}>
      {PANES.map(({ pane, icon }) => (
        <IconButton
          key={pane}
          icon={icon}
          label={(collapsed[pane] ? panes.show : panes.hide)[pane]}
          aria-pressed={!collapsed[pane]}
          onClick={() => setCollapsed(pane, !collapsed[pane])}
        />
      ))}
    </div>
  );
}
