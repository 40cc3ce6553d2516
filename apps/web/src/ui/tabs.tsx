import { X } from 'lucide-react';
import { type KeyboardEvent, useId, useRef } from 'react';
import styles from './tabs.module.css';

interface Tab {
  id: string;
  text: string;
  /** Said and shown beside the text, such as "not saved". */
  mark?: string | null;
  close?: () => void;
}

interface TabsProps {
  label: string;
  /** The id of the element that shows what is selected. */
  panelId: string;
  tabs: readonly Tab[];
  active: string | null;
  onSelect: (id: string) => void;
}

/** A row of tabs: arrow keys move, Delete closes. */
export function Tabs({ label, panelId, tabs, active, onSelect }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const prefix = useId();

  const onKeyDown = (event: KeyboardEvent, { id, close }: Tab) => {
    const index = tabs.findIndex((tab) => tab.id === id);
    const target = targetOf(event.key, index, tabs.length);
    if (target !== null) {
      event.preventDefault();
      list.current?.querySelectorAll<HTMLElement>('[role=tab]')[target]?.focus();
    } else if (event.key === 'Delete') close?.();
  };

  return (
    <div ref={list} className={styles.tabs}>
      {/* A tablist may hold tabs only, and each of ours has a button for closing beside it: so it owns them by id. */}
      <span
        role="tablist"
        aria-label={label}
        aria-owns={tabs.map((tab) => `${prefix}${tab.id}`).join(' ')}
      />
      {tabs.map((tab) => (
        <div key={tab.id} className={styles.tab} data-active={tab.id === active}>
          <button
            type="button"
            role="tab"
            id={`${prefix}${tab.id}`}
            aria-selected={tab.id === active}
            aria-controls={panelId}
            aria-keyshortcuts={tab.close && 'Delete'}
            tabIndex={tab.id === active ? 0 : -1}
            className={styles.select}
            onClick={() => onSelect(tab.id)}
            onKeyDown={(event) => onKeyDown(event, tab)}
          >
            {tab.text}
            {tab.mark && <span role="img" aria-label={tab.mark} className={styles.mark} />}
          </button>
          {tab.close && (
            <button
              type="button"
              tabIndex={-1}
              aria-label={`Close ${tab.text}`}
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
