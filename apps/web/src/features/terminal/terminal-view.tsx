import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { useTerminalNames } from '../../stores/terminal-names-store.ts';
import { showTerminal } from '../../stores/terminals-store.ts';
import { haveScreens, loadScreens, screenOf } from './screens.ts';
import styles from './terminal-pane.module.css';

interface TerminalViewProps {
  name: string;
  /** Of several: the one that buttons and keys are about. */
  isFront: boolean;
  /** Others stand beside it. */
  isSplit: boolean;
}

/** Shows a terminal's screen, and keeps its size that of the pane. */
export function TerminalView({ name, isFront, isSplit }: TerminalViewProps) {
  const { terminal } = useMessages();
  const own = useTerminalNames((state) => state.names[name]);
  const holder = useRef<HTMLDivElement>(null);
  const canShow = useScreens();

  useEffect(() => {
    const element = holder.current;
    const screen = canShow && screenOf(name);
    if (!element || !screen) return;
    element.append(screen.element);
    let mayTakeFocus = true;
    const adjust = () => {
      screen.fit();
      // Nobody else has it, as after Start: what is typed is for the shell. Before it has a size it cannot take it.
      if (mayTakeFocus && document.activeElement === document.body) screen.focus();
      mayTakeFocus &&= document.activeElement === document.body;
    };
    // Called at first in the next frame, too: a new screen is made in one task, and opened in another.
    const observer = new ResizeObserver(adjust);
    observer.observe(element);
    return () => {
      observer.disconnect();
      screen.element.remove();
    };
  }, [name, canShow]);

  useEffect(() => {
    if (canShow) screenOf(name)?.describe(terminal.input(name), terminal.howToLeave);
  }, [name, terminal, canShow]);

  return (
    <section
      className={styles.view}
      data-front={isFront}
      aria-label={terminal.name(name) + (own ? ` ${own}` : '')}
      aria-description={terminal.howToLeave}
      onFocusCapture={() => {
        if (!isFront) showTerminal(name);
      }}
    >
      {isSplit && (
        <p aria-hidden className={styles.title}>
          <span>{name}</span> {own}
        </p>
      )}
      <div ref={holder} className={styles.holder} />
    </section>
  );
}

/** Whether screens can be made; has what they are made of loaded. Without it the page is of no use, and says so. */
function useScreens(): boolean {
  const [areThere, setThere] = useState(haveScreens);
  useEffect(() => {
    if (areThere) return;
    loadScreens().then(
      () => setThere(true),
      (error: unknown) =>
        setThere(() => {
          throw error;
        }),
    );
  }, [areThere]);
  return areThere;
}
