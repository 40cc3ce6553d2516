import { ExternalLink, FileCode, Globe, SquareTerminal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { openFile } from '../../stores/file-actions.ts';
import { openTerminal, showTerminal } from '../../stores/terminals-store.ts';
import { openPreview, showPane } from '../../stores/workbench-store.ts';
import { notifyFailure } from '../../ui/notify.ts';
import styles from './links.module.css';
import { OutwardLink } from './outward-link.tsx';

/** Opens a file of the workspace in the editor. */
export function FileLink({ path = '', children }: { path?: string; children?: ReactNode }) {
  const { links } = useMessages().blocks;
  return (
    <button
      type="button"
      className={styles.link}
      title={links.opensFile(path)}
      onClick={() => void openFile(path)}
    >
      <FileCode aria-hidden size={13} />
      {children}
    </button>
  );
}

/** Opens a terminal (`T2`), a port (`:8080`, with a path or without) or an address. */
export function TabLink({ tab = '', children }: { tab?: string; children?: ReactNode }) {
  const { links } = useMessages().blocks;
  if (/^https?:/.test(tab)) {
    return (
      <OutwardLink href={tab} className={styles.link}>
        <ExternalLink aria-hidden size={13} />
        {children}
      </OutwardLink>
    );
  }
  const [, port, path] = /^:(\d{1,5})(\/.*)?$/.exec(tab) ?? [];
  const isPort = port !== undefined;
  const Icon = isPort ? Globe : SquareTerminal;
  return (
    <button
      type="button"
      className={styles.link}
      title={isPort ? links.opensPort(port) : links.shows(tab)}
      onClick={() => (isPort ? openPreview(Number(port), path) : bringUp(tab))}
    >
      <Icon aria-hidden size={13} />
      {children}
    </button>
  );
}

function bringUp(terminal: string): void {
  showPane('terminals');
  openTerminal(terminal).then(() => showTerminal(terminal), notifyFailure);
}
