import { useEffect, useRef } from 'react';
import { screenOf } from './screens.ts';
import styles from './terminal-pane.module.css';

/** Shows a terminal's screen, and keeps its size that of the pane. */
export function TerminalView({ name }: { name: string }) {
  const holder = useRef<HTMLElement>(null);

  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const screen = screenOf(name);
    element.append(screen.element);
    let mayTakeFocus = true;
    const adjust = () => {
      screen.fit();
      // Nobody else has it, as after Start: what is typed is for the shell. Before it has a size it cannot take it.
      if (mayTakeFocus && document.activeElement === document.body) screen.focus();
      mayTakeFocus &&= document.activeElement === document.body;
    };
    adjust();
    const observer = new ResizeObserver(adjust);
    observer.observe(element);
    return () => {
      observer.disconnect();
      screen.element.remove();
    };
  }, [name]);

  return (
    <section
      ref={holder}
      className={styles.holder}
      aria-label={`Terminal ${name}`}
      aria-description="Press Ctrl+Shift+Escape to leave the terminal."
    />
  );
}
