import { Hourglass } from 'lucide-react';
import { useMessages } from '../../i18n/messages.ts';
import { useRunQueue, type WaitingRun } from '../../stores/run-queue-store.ts';
import { Button } from '../../ui/button.tsx';
import { giveUp, typeNow } from './run-queue.ts';
import styles from './run-queue-strip.module.css';
import { screenOf } from './screens.ts';
import { interrupt } from './type-into.ts';

/** What waits for the terminal to come to a prompt, and what can be done about it; nothing when nothing does. */
export function RunQueue({ terminal }: { terminal: string }) {
  const texts = useMessages().terminal.queue;
  const waiting = useRunQueue((state) => state.waiting[terminal]);
  const [next] = waiting ?? [];
  // Buttons that go take the focus with them: it belongs to the terminal then.
  const done = (action: () => void) => () => {
    action();
    screenOf(terminal)?.focus();
  };
  return (
    <div className={styles.strip} hidden={!next}>
      {waiting && next && (
        <>
          <Hourglass aria-hidden size={14} />
          <p role="status" className={styles.text}>
            {texts.waits(terminal)} <code>{firstLine(next)}</code>{' '}
            {waiting.length > 1 && texts.more(waiting.length - 1)}
          </p>
          <Button size="sm" onClick={done(() => interrupt(terminal))}>
            {texts.interrupt}
          </Button>
          <Button size="sm" look="quiet" onClick={done(() => typeNow(terminal))}>
            {texts.typeNow}
          </Button>
          <Button size="sm" look="quiet" onClick={done(() => giveUp(terminal))}>
            {texts.giveUp}
          </Button>
        </>
      )}
    </div>
  );
}

function firstLine({ code }: WaitingRun): string {
  const [line = ''] = code.split('\n');
  return line.length < code.trimEnd().length ? `${line} …` : line;
}
