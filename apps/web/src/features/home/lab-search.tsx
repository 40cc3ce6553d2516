import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import styles from './lab-search.module.css';
import { useHomeTexts } from './use-home-texts.ts';

const KEY = '/';

/** The field that the labs are searched with. The key / leads to it, Escape empties it. */
export function LabSearch({ text, onText }: { text: string; onText: (text: string) => void }) {
  const home = useHomeTexts();
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isModified = event.ctrlKey || event.metaKey || event.altKey;
      if (event.key !== KEY || isModified || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <search className={styles.search}>
      <Search aria-hidden size={16} />
      <input
        ref={field}
        type="search"
        aria-label={home.search}
        aria-keyshortcuts={KEY}
        placeholder={home.search}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => onText(target.value)}
        onKeyDown={({ key }) => {
          if (key === 'Escape') onText('');
        }}
      />
      <kbd aria-hidden>{KEY}</kbd>
    </search>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
  );
}
