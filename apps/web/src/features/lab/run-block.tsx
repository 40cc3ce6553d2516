import type { RunBlock } from '@drydock/lab-format/schema';
import { Keyboard, Play } from 'lucide-react';
import { useRef } from 'react';
import type { Catalogue } from '../../i18n/en/index.ts';
import { useMessages } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { keyNames } from '../terminal/keystrokes.ts';
import { BlankFields } from './blank-fields.tsx';
import styles from './block.module.css';
import { Code } from './code.tsx';
import { InlineRun } from './inline-run.tsx';
import { placeNote, runLabel } from './run-text.ts';
import { useRun } from './use-run.ts';
import { useSandboxReady } from './use-sandbox-ready.ts';

/** A command, and the button that types it into its terminal. */
export function RunBlockView({ block }: { block: RunBlock }) {
  return block.inline ? <InlineRun block={block} /> : <WholeRun block={block} />;
}

function WholeRun({ block }: { block: RunBlock }) {
  const { terminal, input, copyable } = block;
  const texts = useMessages().blocks.run;
  const canRun = useSandboxReady();
  const run = useRun(block);
  const holder = useRef<HTMLDivElement>(null);
  const isRunnable = block.runnable && block.where !== 'host';
  const note = placeNote(block, texts);

  const start = () => {
    if (run.start()) return;
    const fields = holder.current?.querySelectorAll('input') ?? [];
    [...fields].find(({ value }) => value === '')?.focus();
  };
  return (
    <div ref={holder} className={styles.block} data-kind="run" data-where={block.where}>
      {note && <div className={styles.caption}>{note}</div>}
      {run.fields.length > 0 && (
        <BlankFields placeholders={run.fields} blanks={run.blanks} isAsked={run.asked.length > 0} />
      )}
      {input === 'keys' ? (
        <p className={styles.keys}>
          <kbd>{keyNames(block.code)}</kbd>
        </p>
      ) : (
        <Code code={block.code} highlighted={block.highlighted} pieces={run.pieces} />
      )}
      {(isRunnable || copyable) && (
        <div className={styles.actions}>
          {isRunnable && (
            <Button
              data-block={block.id}
              look="primary"
              size="sm"
              icon={input === 'keys' ? Keyboard : Play}
              disabled={!canRun || run.status !== 'idle'}
              title={canRun ? titleOf(block, texts) : texts.notReady}
              onClick={start}
            >
              {runLabel(block, texts)}
            </Button>
          )}
          {copyable && input !== 'keys' && <CopyButton text={run.code} />}
          {run.status === 'waiting' && (
            <Button look="quiet" size="sm" onClick={run.cancel}>
              {texts.cancel}
            </Button>
          )}
          <span
            role="status"
            className={styles.where}
            data-tone={run.asked.length > 0 ? 'danger' : undefined}
          >
            {run.status === 'waiting'
              ? texts.waits(terminal)
              : run.asked.length > 0
                ? texts.fillInFirst(run.asked.map(({ label }) => label))
                : isRunnable && (block.interrupt ? texts.interruptThen(terminal) : terminal)}
          </span>
        </div>
      )}
    </div>
  );
}

function titleOf({ terminal, interrupt }: RunBlock, texts: Catalogue['blocks']['run']): string {
  return interrupt ? texts.interruptsFirst(terminal) : texts.typesInto(terminal);
}
