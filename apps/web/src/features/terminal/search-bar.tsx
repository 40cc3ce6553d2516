import { SearchAddon } from '@xterm/addon-search';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { Screen } from './screen.ts';
import styles from './terminal-pane.module.css';

const DECORATIONS = {
  matchBackground: '#7a5d1a',
  matchOverviewRuler: '#e8c06a',
  activeMatchBackground: '#b3831c',
  activeMatchColorOverviewRuler: '#ffffff',
};

/** Loaded with the first search. */
export default function SearchBar({ screen, onClose }: { screen: Screen; onClose: () => void }) {
  const texts = useMessages().terminal.search;
  const search = searchOf(screen);
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ index: number; count: number } | null>(null);

  useEffect(() => {
    const results = search.onDidChangeResults(({ resultIndex, resultCount }) =>
      setFound({ index: resultIndex, count: resultCount }),
    );
    return () => {
      results.dispose();
      search.clearDecorations();
    };
  }, [search]);

  const options = { decorations: DECORATIONS };
  return (
    <search className={styles.search}>
      <input
        // biome-ignore lint/a11y/noAutofocus: it was opened to type into
        autoFocus
        aria-label={texts.label}
        placeholder={texts.placeholder}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          search.findNext(target.value, { ...options, incremental: true });
        }}
        onKeyDown={({ key, shiftKey }) => {
          if (key === 'Escape') onClose();
          if (key === 'Enter' && shiftKey) search.findPrevious(text, options);
          else if (key === 'Enter') search.findNext(text, options);
        }}
      />
      <span role="status" className={styles.count}>
        {text !== '' &&
          found &&
          (found.count === 0 ? texts.none : `${found.index + 1}/${found.count}`)}
      </span>
      <IconButton
        icon={ChevronUp}
        label={texts.previous}
        onClick={() => search.findPrevious(text, options)}
      />
      <IconButton
        icon={ChevronDown}
        label={texts.next}
        onClick={() => search.findNext(text, options)}
      />
      <IconButton icon={X} label={texts.close} onClick={onClose} />
    </search>
  );
}

const searches = new WeakMap<Screen, SearchAddon>();

function searchOf(screen: Screen): SearchAddon {
  const known = searches.get(screen);
  if (known) return known;
  const search = new SearchAddon();
  screen.load(search);
  searches.set(screen, search);
  return search;
}
