import type { PortBlock } from '@drydock/lab-format/schema';
import { Globe } from 'lucide-react';
import { useMessages } from '../../i18n/messages.ts';
import { usePorts } from '../../stores/ports-store.ts';
import { openPreview } from '../../stores/workbench-store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './block.module.css';

/** Opens a port that the learner publishes. The preview waits for one that is not there yet. */
export function PortBlockView({ block }: { block: PortBlock }) {
  const texts = useMessages().blocks.port;
  const isPublished = usePorts(({ ports }) => ports.some(({ port }) => port === block.port));
  return (
    <div className={styles.port}>
      <Button
        data-block={block.id}
        icon={Globe}
        onClick={() => openPreview(block.port, block.path)}
      >
        {block.label}
      </Button>
      <span className={styles.where}>
        {isPublished ? texts.published(block.port) : texts.notPublished(block.port)}
      </span>
    </div>
  );
}
