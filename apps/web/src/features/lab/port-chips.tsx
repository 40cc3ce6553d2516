import { ExternalLink, Globe } from 'lucide-react';
import { useMessages } from '../../i18n/messages.ts';
import { usePorts } from '../../stores/ports-store.ts';
import { openPreview } from '../../stores/workbench-store.ts';
import styles from './port-chips.module.css';

/** The ports that containers publish, as they come and go. */
export function PortChips() {
  const texts = useMessages().lab.ports;
  const ports = usePorts((state) => state.ports);
  if (ports.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={texts.label}>
      {ports.map(({ port, container, url }) => (
        <li key={port} className={styles.chip}>
          <button
            type="button"
            aria-label={texts.open(port)}
            title={texts.publishedBy(container)}
            onClick={() => openPreview(port)}
          >
            <Globe aria-hidden size={13} />
            {port}
          </button>
          <a
            href={url}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={texts.openInTab(port)}
          >
            <ExternalLink aria-hidden size={13} />
          </a>
        </li>
      ))}
    </ul>
  );
}
