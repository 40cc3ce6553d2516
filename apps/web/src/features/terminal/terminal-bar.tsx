import { Columns2, Ellipsis, Plus, Search, X } from 'lucide-react';
import { lazy, type RefObject, Suspense, useRef, useState } from 'react';
import { late } from '../../connection/late.ts';
import { useMessages } from '../../i18n/messages.ts';
import { useSession } from '../../stores/session-store.ts';
import { renameTerminal, useTerminalNames } from '../../stores/terminal-names-store.ts';
import { useTerminalSettings } from '../../stores/terminal-settings-store.ts';
import {
  closeTerminal,
  openNextTerminal,
  showTerminal,
  useTerminals,
} from '../../stores/terminals-store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { screenOf } from './screens.ts';
import styles from './terminal-pane.module.css';
import { wish } from './wish.ts';

const TerminalMenu = lazy(() => late(() => import('./tools/terminal-menu.tsx')));

interface TerminalBarProps {
  panelId: string;
  /** Terminals that fit beside each other. */
  room: number;
  isSearching: boolean;
  onSearch: (isSearching: boolean) => void;
  newButton: RefObject<HTMLButtonElement | null>;
}

/** The tabs of the terminals, and what can be done with them. */
export function TerminalBar({ panelId, room, isSearching, onSearch, newButton }: TerminalBarProps) {
  const { terminal: texts } = useMessages();
  const tabs = useTerminals((state) => state.tabs);
  const active = useTerminals((state) => state.active);
  const names = useTerminalNames((state) => state.names);
  const isSplit = useTerminalSettings((state) => state.beside > 1);
  const isReady = useSession((state) => state.sandbox.status === 'ready');
  const menuButton = useRef<HTMLButtonElement>(null);
  const [hasMenu, setMenu] = useState(false);
  const [renamed, setRenamed] = useState<string | null>(null);

  return (
    <div className={styles.bar}>
      <Tabs
        label={texts.label}
        panelId={panelId}
        active={active}
        onSelect={(name) => {
          showTerminal(name);
          screenOf(name)?.focus();
        }}
        tabs={tabs.map(({ name, status }) => ({
          id: name,
          lead: names[name] && name,
          text: names[name] ?? name,
          mark: status === 'opening' ? texts.opening : null,
          close: () => void closeTerminal(name).catch(notifyFailure),
        }))}
        naming={{
          id: renamed,
          label: texts.rename,
          begin: setRenamed,
          end(terminal, name) {
            setRenamed(null);
            if (name !== null) renameTerminal(terminal, name);
          },
        }}
      />
      <IconButton
        ref={newButton}
        icon={Plus}
        label={texts.openNew}
        disabled={!isReady}
        onClick={() => void openNextTerminal().catch(notifyFailure)}
      />
      <span className={styles.room} />
      {active !== null && (
        <>
          {room > 1 && (
            <IconButton
              icon={Columns2}
              label={texts.split}
              aria-pressed={isSplit}
              disabled={!isReady}
              onClick={() => wish('split')}
            />
          )}
          <IconButton
            icon={isSearching ? X : Search}
            label={isSearching ? texts.search.close : texts.search.open}
            onClick={() => onSearch(!isSearching)}
          />
          <IconButton
            ref={menuButton}
            icon={Ellipsis}
            label={texts.menu}
            aria-haspopup="menu"
            aria-expanded={hasMenu}
            onClick={() => setMenu(!hasMenu)}
          />
          {hasMenu && (
            <Suspense fallback={null}>
              <TerminalMenu
                terminal={active}
                room={room}
                button={menuButton}
                onSearch={() => onSearch(true)}
                onRename={() => setRenamed(active)}
                onClose={() => setMenu(false)}
              />
            </Suspense>
          )}
        </>
      )}
    </div>
  );
}
