import { X } from 'lucide-react';
import { type KeyboardEvent, lazy, Suspense, useEffect, useId, useRef } from 'react';
import { late } from '../connection/late.ts';
import { useMessages } from '../i18n/messages.ts';
import styles from './tabs.module.css';

const TabNameField = lazy(() => late(() => import('./tab-name-field.tsx')));

interface Tab {
  id: string;
  text: string;
  /** Stands before the text, fainter: what it is called whatever its text is. */
  lead?: string | undefined;
  /** Said and shown beside the text, such as "not saved". */
  mark?: string | null;
  close?: () => void;
}

/** Renaming in the place, by double click and F2. */
interface Naming {
  /** The tab whose name is typed now. */
  id: string | null;
  label: (id: string) => string;
  begin: (id: string | null) => void;
  end: (id: string, name: string | null) => void;
}

interface TabsProps {
  label: string;
  /** The id of the element that shows what is selected. */
  panelId: string;
  tabs: readonly Tab[];
  active: string | null;
  onSelect: (id: string) => void;
  naming?: Naming;
}

/** A row of tabs: arrow keys move, Delete closes, F2 renames where tabs have names. */
export function Tabs({ label, panelId, tabs, active, onSelect, naming }: TabsProps) {
  const { everywhere } = useMessages();
  const list = useRef<HTMLDivElement>(null);
  const prefix = useId();

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another is selected.
  useEffect(() => {
    const row = list.current;
    if (!row) return;
    // Called at first in the next frame, when all is laid out; what stands beside the row may come later and take of its room.
    const observer = new ResizeObserver(() => showSelected(row));
    observer.observe(row);
    return () => observer.disconnect();
  }, [active]);

  const named = useRef<string | null>(null);
  const isNaming = naming?.id ?? null;
  useEffect(() => {
    // The field takes the focus with it when it goes, unless the learner has taken it elsewhere.
    const isLost = document.activeElement === document.body;
    if (isNaming === null && named.current !== null && isLost)
      document.getElementById(`${prefix}${named.current}`)?.focus();
    named.current = isNaming;
  }, [isNaming, prefix]);

  const onKeyDown = (event: KeyboardEvent, { id, close }: Tab) => {
    const index = tabs.findIndex((tab) => tab.id === id);
    const target = targetOf(event.key, index, tabs.length);
    if (target !== null) {
      event.preventDefault();
      list.current?.querySelectorAll<HTMLElement>('[role=tab]')[target]?.focus();
    } else if (event.key === 'Delete') close?.();
    else if (event.key === 'F2') naming?.begin(id);
  };

  return (
    <div ref={list} className={styles.tabs}>
      {/* A tablist may hold tabs only, and each of ours has a button for closing beside it: so it owns them by id. */}
      <span
        role="tablist"
        aria-label={label}
        aria-owns={tabs
          .filter(({ id }) => id !== isNaming)
          .map((tab) => `${prefix}${tab.id}`)
          .join(' ')}
      />
      {tabs.map((tab) => (
        <div key={tab.id} className={styles.tab} data-active={tab.id === active}>
          {naming && tab.id === isNaming ? (
            <Suspense fallback={<span className={styles.select}>{tab.text}</span>}>
              <TabNameField
                label={naming.label(tab.id)}
                initial={tab.text}
                onEnd={(name) => naming.end(tab.id, name)}
              />
            </Suspense>
          ) : (
            <button
              type="button"
              role="tab"
              id={`${prefix}${tab.id}`}
              aria-selected={tab.id === active}
              aria-controls={panelId}
              aria-keyshortcuts={tab.close && (naming ? 'Delete F2' : 'Delete')}
              tabIndex={tab.id === active ? 0 : -1}
              className={styles.select}
              onClick={() => onSelect(tab.id)}
              onDoubleClick={() => naming?.begin(tab.id)}
              onKeyDown={(event) => onKeyDown(event, tab)}
            >
              {tab.lead && <span className={styles.lead}>{tab.lead}</span>}
              {tab.text}
              {tab.mark && <span role="img" aria-label={tab.mark} className={styles.mark} />}
            </button>
          )}
          {tab.close && (
            <button
              type="button"
              tabIndex={-1}
              aria-label={everywhere.close(tab.lead ? `${tab.lead} ${tab.text}` : tab.text)}
              className={styles.close}
              onClick={tab.close}
            >
              <X aria-hidden size={13} />
            </button>
          )}
        </div>
      ))}
    </div>
  );
}

/** Only the row itself is scrolled: scrollIntoView would also scroll what it stands in. */
function showSelected(row: HTMLElement): void {
  const selected = row.querySelector('[aria-selected=true]')?.parentElement;
  if (!selected) return;
  const [around, tab] = [row.getBoundingClientRect(), selected.getBoundingClientRect()];
  const missing = Math.min(0, tab.left - around.left) + Math.max(0, tab.right - around.right);
  if (missing !== 0) row.scrollLeft += missing;
}

function targetOf(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % count;
    case 'ArrowLeft':
      return (index + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
