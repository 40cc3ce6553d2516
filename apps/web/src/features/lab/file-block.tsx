import type { FileBlock } from '@drydock/lab-format/schema';
import { FileCode, FilePen } from 'lucide-react';
import { useState } from 'react';
import { writeFile } from '../../stores/file-actions.ts';
import { useSession } from '../../stores/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import styles from './block.module.css';
import { Code } from './code.tsx';

/** A file of the lab, and the button that writes it into the workspace and shows it in the editor. */
export function FileBlockView({ block }: { block: FileBlock }) {
  const canWrite = useSession(
    ({ sandbox, connection }) => sandbox.status === 'ready' && connection === 'open',
  );
  const [state, setState] = useState<'idle' | 'writing' | 'written'>('idle');

  const write = async () => {
    setState('writing');
    try {
      if (block.path !== null) await writeFile(block.path, block.text);
      setState('written');
    } catch (error) {
      setState('idle');
      notifyFailure(error);
    }
  };

  return (
    <div className={styles.block} data-kind="file">
      <div className={styles.caption}>
        <FileCode aria-hidden size={14} />
        <code>{block.path}</code>
      </div>
      <Code code={block.text} highlighted={block.highlighted} />
      <div className={styles.actions}>
        <Button
          look="primary"
          size="sm"
          icon={FilePen}
          disabled={!canWrite || state === 'writing'}
          onClick={() => void write()}
        >
          Write file
        </Button>
        <CopyButton text={block.text} />
        <span role="status" className={styles.where}>
          {state === 'written' && `${block.path} is written`}
        </span>
      </div>
    </div>
  );
}
