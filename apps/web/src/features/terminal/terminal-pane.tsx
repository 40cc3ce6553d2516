import { Plus, Search, SquareTerminal, X } from 'lucide-react';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { usePreferences } from '../../stores/preferences-store.ts';
import { useSession } from '../../stores/session-store.ts';
import {
  closeTerminal,
  openNextTerminal,
  openTerminal,
  showTerminal,
  useTerminals,
} from '../../stores/terminals-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { RunQueue } from './run-queue-strip.tsx';
import { eachScreen, keepScreens, screenOf, setScreenWishes } from './screens.ts';
import styles from './terminal-pane.module.css';
import { TerminalView } from './terminal-view.tsx';

const SearchBar = lazy(() => import('./search-bar.tsx'));

const EMPTY_TITLES = {
  starting: 'The terminal opens with your sandbox',
  ready: 'No terminal is open',
  paused: 'The sandbox is paused',
  failed: 'The sandbox did not start',
  gone: 'The sandbox has stopped',
};

/** The terminals of the session as tabs. The first opens by itself when the sandbox is ready. */
export function TerminalPane() {
  const tabs = useTerminals((state) => state.tabs);
  const active = useTerminals((state) => state.active);
  const sandbox = useSession((state) => state.sandbox);
  const { status } = sandbox;
  const isReady = status === 'ready';
  const isConnected = useSession((state) => state.connection === 'open');
  const theme = usePreferences((state) => state.shown);
  const [searching, setSearching] = useState(false);
  const newButton = useRef<HTMLButtonElement>(null);
  const panelId = useId();

  const isMissingFirst = isReady && isConnected && tabs.length === 0;
  const hadOne = useRef(false);
  useEffect(() => {
    // A learner who has closed the last terminal wants none; a fresh sandbox comes with the first.
    if (!isReady) hadOne.current = false;
    if (!isMissingFirst || hadOne.current) return;
    hadOne.current = true;
    openTerminal('T1').catch(notifyFailure);
  }, [isMissingFirst, isReady]);

  useEffect(() => keepScreens(tabs.map(({ name }) => name)), [tabs]);
  useEffect(() => eachScreen((screen) => screen.setTheme(theme)), [theme]);
  useEffect(() => {
    setScreenWishes({
      onSearch: () => setSearching(true),
      onLeave: () => newButton.current?.focus(),
    });
  }, []);

  return (
    <section className={styles.pane} aria-label="Terminals">
      <div className={styles.bar}>
        <Tabs
          label="Terminals"
          panelId={panelId}
          active={active}
          onSelect={(name) => {
            showTerminal(name);
            screenOf(name).focus();
          }}
          tabs={tabs.map(({ name, status }) => ({
            id: name,
            text: name,
            mark: status === 'opening' ? 'Opening' : null,
            close: () => void closeTerminal(name).catch(notifyFailure),
          }))}
        />
        <IconButton
          ref={newButton}
          icon={Plus}
          label="New terminal"
          disabled={!isReady}
          onClick={() => void openNextTerminal().catch(notifyFailure)}
        />
        <span className={styles.room} />
        {active !== null && (
          <IconButton
            icon={searching ? X : Search}
            label={searching ? 'Close search' : 'Search in terminal (Ctrl+Shift+F)'}
            onClick={() => setSearching(!searching)}
          />
        )}
      </div>
      {active !== null && <RunQueue terminal={active} />}
      <div
        className={styles.screen}
        id={panelId}
        role="tabpanel"
        aria-label={active ?? 'Terminals'}
      >
        {searching && active !== null && (
          <Suspense fallback={null}>
            <SearchBar
              screen={screenOf(active)}
              onClose={() => {
                setSearching(false);
                screenOf(active).focus();
              }}
            />
          </Suspense>
        )}
        {active === null ? (
          <EmptyState
            icon={SquareTerminal}
            title={EMPTY_TITLES[status]}
            action={
              isReady && (
                <Button icon={Plus} onClick={() => void openNextTerminal().catch(notifyFailure)}>
                  Open a terminal
                </Button>
              )
            }
          >
            {sandbox.status === 'starting' && sandbox.stage}
          </EmptyState>
        ) : (
          <TerminalView key={active} name={active} />
        )}
      </div>
    </section>
  );
}
