import { useRef, useState } from 'react';
import styles from './tabs.module.css';

interface TabNameFieldProps {
  label: string;
  initial: string;
  /** The name, or null when it stays as it was. Called once. */
  onEnd: (name: string | null) => void;
}

/** A tab's name as it is typed: Enter and leaving the field take it, Escape does not. */
export default function TabNameField({ label, initial, onEnd }: TabNameFieldProps) {
  const [name, setName] = useState(initial);
  const isOver = useRef(false);
  const end = (taken: string | null) => {
    // Its end takes the field away, which is no leaving of it.
    if (isOver.current) return;
    isOver.current = true;
    onEnd(taken);
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the learner has just asked for it.
      autoFocus
      className={styles.field}
      aria-label={label}
      spellCheck={false}
      autoComplete="off"
      maxLength={40}
      value={name}
      onChange={({ target }) => setName(target.value)}
      onFocus={({ target }) => target.select()}
      onBlur={() => end(name)}
      onKeyDown={(event) => {
        // The Enter that ends the choice of Japanese letters names nothing.
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
          // It would go on to press the tab, which has the focus next.
          event.preventDefault();
          end(name);
        }
        if (event.key === 'Escape') end(null);
      }}
    />
  );
}
