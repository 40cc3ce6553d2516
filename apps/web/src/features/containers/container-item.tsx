import type { Container } from '@drydock/protocol';
import { Globe } from 'lucide-react';
import type { containers } from '../../i18n/en/containers.ts';
import { useFormat } from '../../i18n/format.ts';
import { openPreview } from '../../stores/workbench-store.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ContainerActions } from './container-actions.tsx';
import styles from './containers.module.css';

export type ContainerTexts = typeof containers;

interface ContainerProps {
  container: Container;
  text: ContainerTexts;
}

/** One container: what it is, how it stands, what it uses. */
export function ContainerItem({ container, text }: ContainerProps) {
  const { name, image, health } = container;
  return (
    <li className={styles.item} aria-label={name}>
      <div className={styles.head}>
        <span className={styles.light} data-status={container.status} aria-hidden />
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span className={styles.image} title={image}>
          {image}
        </span>
      </div>
      <div className={styles.state}>
        <State container={container} text={text} />
        {health && <Badge tone={HEALTH_TONES[health]}>{text.health[health]}</Badge>}
      </div>
      <Usage container={container} text={text} />
      <Ports container={container} text={text} />
      <ContainerActions container={container} text={text} />
    </li>
  );
}

const HEALTH_TONES: Record<NonNullable<Container['health']>, Tone> = {
  starting: 'neutral',
  healthy: 'success',
  unhealthy: 'danger',
};

function State({ container, text }: ContainerProps) {
  const { status, exitCode, started, ended } = container;
  const format = useFormat();
  const now = useNow(EACH_MS);
  const since = ended
    ? text.endedAgo(format.relative(ended, now))
    : started && text.startedAgo(format.relative(started, now));
  return (
    <>
      <Badge tone={toneOf(container)}>
        {text.status[status]}
        {exitCode !== null && ` (${text.exitCode(exitCode)})`}
      </Badge>
      {since && (
        <time className={styles.since} dateTime={ended ?? started ?? undefined}>
          {since}
        </time>
      )}
    </>
  );
}

/** Milliseconds between looks at the clock. */
const EACH_MS = 10_000;

function toneOf({ status, exitCode }: Container): Tone {
  switch (status) {
    case 'running':
      return 'success';
    case 'paused':
    case 'restarting':
      return 'warning';
    case 'exited':
      return exitCode === 0 ? 'neutral' : 'danger';
    case 'dead':
      return 'danger';
    case 'created':
    case 'removing':
      return 'neutral';
  }
}

function Usage({ container: { cpu, memory }, text }: ContainerProps) {
  const format = useFormat();
  if (memory === null) return <span className={styles.usage} />;
  return (
    <dl className={styles.usage}>
      <div>
        <dt>{text.cpu}</dt>
        <dd>{cpu === null ? '…' : format.percent(cpu)}</dd>
      </div>
      <div>
        <dt>{text.memory}</dt>
        <dd>{format.bytes(memory)}</dd>
      </div>
    </dl>
  );
}

function Ports({ container: { name, ports }, text }: ContainerProps) {
  if (ports.length === 0) return null;
  return (
    <ul className={styles.ports} aria-label={text.ports(name)}>
      {ports.map(({ container, host, protocol }) => {
        const suffix = protocol === 'tcp' ? '' : `/${protocol}`;
        return (
          <li key={`${host}:${container}/${protocol}`}>
            {host !== null && protocol === 'tcp' ? (
              <button
                type="button"
                className={styles.port}
                aria-label={text.openPort(host)}
                onClick={() => openPreview(host)}
              >
                <Globe aria-hidden size={13} />
                {text.published(host, container)}
              </button>
            ) : (
              <span className={styles.closed}>
                {host === null ? text.unpublished(container) : text.published(host, container)}
                {suffix}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
