import { ArrowLeft, ArrowRight, ExternalLink, Globe, RotateCw } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { usePorts } from '../../stores/ports-store.ts';
import { CodeText } from '../../ui/code-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { PortProblem } from './port-problem.tsx';
import styles from './preview-pane.module.css';
import { usePreviewHistory } from './use-preview-history.ts';

/** What a published port shows, on an origin of its own. Waits for a port that is not there yet. */
export function PreviewPane({ port, path }: { port: number; path: string }) {
  const text = useMessages().preview;
  const published = usePorts((state) => state.ports.find((known) => known.port === port));
  if (!published) {
    return (
      <EmptyState icon={Globe} title={text.notPublished(port)}>
        <CodeText text={text.howToPublish(port)} />
      </EmptyState>
    );
  }
  return <Page key={`${published.url} ${path}`} port={port} url={published.url} first={path} />;
}

function Page({ port, url, first }: { port: number; url: string; first: string }) {
  const text = useMessages().preview;
  const history = usePreviewHistory(port, first);
  const [draft, setDraft] = useState<string | null>(null);
  const { state } = history;

  const go = (event: FormEvent) => {
    event.preventDefault();
    const typed = draft ?? history.path;
    setDraft(null);
    history.go(typed.startsWith('/') ? typed : `/${typed}`);
  };

  return (
    <div className={styles.pane}>
      <form className={styles.bar} onSubmit={go}>
        <IconButton
          icon={ArrowLeft}
          label={text.back}
          disabled={!history.canGoBack}
          onClick={history.back}
        />
        <IconButton
          icon={ArrowRight}
          label={text.forward}
          disabled={!history.canGoForward}
          onClick={history.forward}
        />
        <IconButton icon={RotateCw} label={text.reload} onClick={history.reload} />
        <label className={styles.address}>
          <span className={styles.host}>{`localhost:${port}`}</span>
          <input
            aria-label={text.path}
            spellCheck={false}
            value={draft ?? history.path}
            onChange={({ target }) => setDraft(target.value)}
            onBlur={() => setDraft(null)}
          />
        </label>
        <a
          className={styles.out}
          href={addressOf(history.path, url)}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={text.openInTab}
        >
          <ExternalLink aria-hidden size={16} />
        </a>
      </form>
      <div className={styles.page}>
        {/* Covered, it goes on: the page in it loads itself again until the app answers. */}
        <iframe
          key={history.loads}
          className={styles.frame}
          inert={state.type !== 'shown'}
          title={text.title(port)}
          src={addressOf(history.loaded, url)}
          sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-modals allow-downloads"
        />
        {state.type !== 'shown' && <PortProblem port={port} state={state} />}
      </div>
    </div>
  );
}

/** Always on the port's own origin: `//host` would be another one, or no address at all. */
function addressOf(path: string, url: string): string {
  return new URL(`./${path.replace(/^\//, '')}`, url).href;
}
