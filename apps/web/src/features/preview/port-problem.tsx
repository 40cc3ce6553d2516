import type { PreviewState } from '@drydock/protocol';
import { Hourglass, type LucideIcon, Unplug } from 'lucide-react';
import { useMessages } from '../../i18n/messages.ts';
import { CodeText } from '../../ui/code-text.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from './preview-pane.module.css';

type Refused = Exclude<PreviewState, { type: 'shown' }>;

interface PortProblemProps {
  port: number;
  state: Refused;
}

/** Why a published port shows nothing, and what to change. */
export function PortProblem({ port, state }: PortProblemProps) {
  const text = useMessages().preview;
  const { icon, title, hint } = wordsOf(state, port, text);
  return (
    <div role="status" className={styles.problem}>
      <EmptyState icon={icon} title={title}>
        <CodeText text={hint} />
        {state.type === 'localhost-only' && <Changes port={state.containerPort} />}
        <span className={styles.again}>{text.looksAgain}</span>
      </EmptyState>
    </div>
  );
}

/** What is typed is the same in every language. */
function Changes({ port }: { port: number }) {
  const text = useMessages().preview;
  const changes = [
    { of: 'Flask', code: `flask run --host=0.0.0.0 --port=${port}` },
    { of: 'Node.js', code: `server.listen(${port}, '0.0.0.0')` },
  ];
  return (
    <dl className={styles.changes}>
      {changes.map(({ of, code }) => (
        <div key={of}>
          <dt>{of}</dt>
          <dd>
            <code>{code}</code>
            <CopyButton shape="icon" text={code} label={text.copyChange(of)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface Words {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly hint: string;
}

function wordsOf(
  state: Refused,
  port: number,
  text: ReturnType<typeof useMessages>['preview'],
): Words {
  switch (state.type) {
    case 'not-published':
      return { icon: Unplug, title: text.notPublished(port), hint: text.howToPublish(port) };
    case 'not-listening':
      return {
        icon: Hourglass,
        title: text.notListening(state.container),
        hint: text.notListeningHint(state.container, state.containerPort),
      };
    case 'localhost-only':
      return {
        icon: Unplug,
        title: text.localhostOnly,
        hint: text.localhostOnlyHint(state.container, state.containerPort),
      };
    case 'other-port':
      return {
        icon: Unplug,
        title: text.otherPort(state.container, state.listens.join(', '), state.containerPort),
        hint: text.otherPortHint(`-p ${port}:${state.listens[0]}`),
      };
    case 'no-answer':
      return {
        icon: Hourglass,
        title: text.noAnswer(state.container),
        hint: text.noAnswerHint(state.container),
      };
  }
}
