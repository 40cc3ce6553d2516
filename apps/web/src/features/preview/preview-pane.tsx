import { ExternalLink, Globe, RotateCw } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { usePorts } from '../../stores/ports-store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import styles from './preview-pane.module.css';

/** What a published port shows, on an origin of its own. Waits for a port that is not there yet. */
export function PreviewPane({ port, path }: { port: number; path: string }) {
  const published = usePorts((state) => state.ports.find((known) => known.port === port));
  if (!published) {
    return (
      <EmptyState icon={Globe} title={`Nothing is published on port ${port} yet`}>
        Start a container with <code>-p {port}:…</code>. It opens here by itself.
      </EmptyState>
    );
  }
  return <Page key={`${published.url} ${path}`} port={port} url={published.url} first={path} />;
}

function Page({ port, url, first }: { port: number; url: string; first: string }) {
  const [path, setPath] = useState(first);
  const [typed, setTyped] = useState(first);
  const [loads, setLoads] = useState(0);
  const address = addressOf(path, url);

  const go = (event: FormEvent) => {
    event.preventDefault();
    const next = typed.startsWith('/') ? typed : `/${typed}`;
    setTyped(next);
    setPath(next);
    setLoads(loads + 1);
  };

  return (
    <div className={styles.pane}>
      <form className={styles.bar} onSubmit={go}>
        <IconButton icon={RotateCw} label="Reload preview" onClick={() => setLoads(loads + 1)} />
        <label className={styles.address}>
          <span className={styles.host}>localhost:{port}</span>
          <input
            aria-label="Path of the preview"
            spellCheck={false}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </label>
        <a
          className={styles.out}
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          aria-label="Open preview in a new tab"
        >
          <ExternalLink aria-hidden size={16} />
        </a>
      </form>
      <iframe
        key={loads}
        className={styles.frame}
        title={`Preview of port ${port}`}
        src={address}
        sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-modals allow-downloads"
      />
    </div>
  );
}

/** Always on the port's own origin: `//host` would be another one, or no address at all. */
function addressOf(path: string, url: string): string {
  return new URL(`./${path.replace(/^\//, '')}`, url).href;
}
