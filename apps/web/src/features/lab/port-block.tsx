import type { PortBlock } from '@drydock/lab-format/schema';
import { Globe } from 'lucide-react';
import { usePorts } from '../../stores/ports-store.ts';
import { openPreview } from '../../stores/workbench-store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './block.module.css';

/** Opens a port that the learner publishes. The preview waits for one that is not there yet. */
export function PortBlockView({ block }: { block: PortBlock }) {
  const isPublished = usePorts(({ ports }) => ports.some(({ port }) => port === block.port));
  return (
    <div className={styles.port}>
      <Button icon={Globe} onClick={() => openPreview(block.port, block.path)}>
        {block.label}
      </Button>
      <span className={styles.where}>
        {isPublished ? `port ${block.port}` : `port ${block.port}: not published yet`}
      </span>
    </div>
  );
}
