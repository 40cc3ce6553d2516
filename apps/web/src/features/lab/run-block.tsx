import type { RunBlock } from '@drydock/lab-format/schema';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { useSession } from '../../stores/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { typeInto } from '../terminal/type-into.ts';
import styles from './block.module.css';
import { Code } from './code.tsx';

/** A command, and the button that types it into its terminal. */
export function RunBlockView({ block }: { block: RunBlock }) {
  const canRun = useSession(
    ({ sandbox, connection }) => sandbox.status === 'ready' && connection === 'open',
  );
  const [typing, setTyping] = useState(false);

  const run = () => {
    setTyping(true);
    typeInto(block.terminal, block.code)
      .catch(notifyFailure)
      .finally(() => setTyping(false));
  };

  return (
    <div className={styles.block} data-kind="run">
      <Code code={block.code} highlighted={block.highlighted} />
      {(block.runnable || block.copyable) && (
        <div className={styles.actions}>
          {block.runnable && (
            <Button
              look="primary"
              size="sm"
              icon={Play}
              disabled={!canRun || typing}
              title={canRun ? `Types it into ${block.terminal}` : 'The sandbox is not ready yet'}
              onClick={run}
            >
              Run
            </Button>
          )}
          {block.copyable && <CopyButton text={block.code} />}
          {block.runnable && <span className={styles.where}>{block.terminal}</span>}
        </div>
      )}
    </div>
  );
}
