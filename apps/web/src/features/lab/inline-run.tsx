import type { RunBlock } from '@drydock/lab-format/schema';
import { Check, Copy, Keyboard, Play } from 'lucide-react';
import { useState } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Popover } from '../../ui/popover.tsx';
import { keyNames } from '../terminal/keystrokes.ts';
import { BlankFields } from './blank-fields.tsx';
import { PiecesOfCode } from './code.tsx';
import styles from './inline-run.module.css';
import { placeNote, runLabel } from './run-text.ts';
import { type Run, useRun } from './use-run.ts';
import { useSandboxReady } from './use-sandbox-ready.ts';

/** Code in a line of text that is run, or copied, by a click on it. */
export function InlineRun({ block }: { block: RunBlock }) {
  const run = useRun(block);
  const isRunnable = block.runnable && block.where !== 'host';
  if (!isRunnable) return <InlineCopy block={block} run={run} />;
  if (run.fields.length > 0) return <InlineForm block={block} run={run} />;
  return <InlineButton block={block} run={run} onClick={run.start} />;
}

interface InlineProps {
  block: RunBlock;
  run: Run;
}

/** Other properties are those that a popover gives to what opens it. */
function InlineButton({ block, run, ...rest }: InlineProps & React.ComponentProps<'button'>) {
  const texts = useMessages().blocks.run;
  const canRun = useSandboxReady();
  const isKey = block.input === 'keys';
  const Icon = isKey ? Keyboard : Play;
  const shown = isKey ? keyNames(block.code) : run.code;
  return (
    <span data-kind="run" className={styles.holder}>
      <button
        type="button"
        data-block={block.id}
        className={styles.code}
        aria-label={`${runLabel(block, texts)} ${shown}`}
        title={
          canRun ? (placeNote(block, texts) ?? texts.typesInto(block.terminal)) : texts.notReady
        }
        disabled={!canRun || run.status !== 'idle'}
        {...rest}
      >
        {isKey ? <kbd>{shown}</kbd> : <PiecesOfCode pieces={run.pieces} />}
        <Icon aria-hidden size={11} />
      </button>
      {run.status === 'waiting' && (
        <button type="button" className={styles.cancel} onClick={run.cancel}>
          {texts.cancelWait(block.terminal)}
        </button>
      )}
    </span>
  );
}

/** What has to be filled in stands in a box at the code. */
function InlineForm({ block, run }: InlineProps) {
  const texts = useMessages().blocks.run;
  const [open, setOpen] = useState(false);
  const canRun = useSandboxReady();
  const start = () => {
    if (run.start()) setOpen(false);
  };
  return (
    <Popover
      label={`${runLabel(block, texts)} ${run.code}`}
      open={open}
      onOpenChange={setOpen}
      trigger={<InlineButton block={block} run={run} />}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <BlankFields placeholders={run.fields} blanks={run.blanks} isAsked={run.asked.length > 0} />
        <Button type="submit" size="sm" look="primary" icon={Play} disabled={!canRun}>
          {runLabel(block, texts)}
        </Button>
        <p role="status" className={styles.note}>
          {run.asked.length > 0 && texts.fillInFirst(run.asked.map(({ label }) => label))}
        </p>
      </form>
    </Popover>
  );
}

function InlineCopy({ block, run }: InlineProps) {
  const { blocks, everywhere } = useMessages();
  const [copied, setCopied] = useState(false);
  if (!block.copyable) return <PiecesOfCode pieces={run.pieces} />;
  const Icon = copied ? Check : Copy;
  return (
    <span className={styles.holder}>
      <button
        type="button"
        className={styles.code}
        aria-label={blocks.run.copyOf(run.code)}
        title={placeNote(block, blocks.run) ?? everywhere.copy}
        onClick={() => void copyText(run.code).then(setCopied)}
        onBlur={() => setCopied(false)}
      >
        <PiecesOfCode pieces={run.pieces} />
        <Icon aria-hidden size={11} />
      </button>
      <span role="status" className="visually-hidden">
        {copied && everywhere.copied}
      </span>
    </span>
  );
}
