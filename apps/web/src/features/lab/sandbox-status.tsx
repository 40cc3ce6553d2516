import type { SandboxStatus } from '@drydock/protocol';
import { Pause, Play, RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { Catalogue } from '../../i18n/en/index.ts';
import { useMessages } from '../../i18n/messages.ts';
import { stageText } from '../../i18n/stage-text.ts';
import { askForReset } from '../../stores/palette-store.ts';
import { pauseSandbox, resumeSandbox, useSession } from '../../stores/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import styles from './sandbox-status.module.css';
import { TimePlace } from './time-place.tsx';

export function SandboxStatusPill() {
  const { lab } = useMessages();
  const sandbox = useSession((state) => state.sandbox);
  const connection = useSession((state) => state.connection);
  const [open, setOpen] = useState(false);
  const isConnected = connection === 'open';
  const text = isConnected
    ? textOf(sandbox, lab.sandbox)
    : connection === 'lost'
      ? lab.sandbox.reconnecting
      : lab.sandbox.connecting;

  const chosen = (action: () => void) => () => {
    setOpen(false);
    action();
  };

  return (
    <>
      <Popover
        label={lab.sandbox.label}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button
            type="button"
            className={styles.pill}
            data-status={isConnected ? sandbox.status : 'starting'}
            aria-label={lab.sandbox.is(text)}
          >
            <span className={styles.light} aria-hidden />
            <span className={styles.text}>{text}</span>
          </button>
        }
      >
        <p className={styles.head}>{text}</p>
        <p className={styles.note}>{lab.sandbox.note}</p>
        <TimePlace as="note" />
        <div className={styles.actions}>
          {sandbox.status === 'paused' ? (
            <Button size="sm" icon={Play} disabled={!isConnected} onClick={chosen(resumeSandbox)}>
              {lab.continue}
            </Button>
          ) : (
            <Button
              size="sm"
              icon={Pause}
              disabled={!isConnected || sandbox.status !== 'ready'}
              onClick={chosen(pauseSandbox)}
            >
              {lab.pause}
            </Button>
          )}
          <Button
            look="danger"
            size="sm"
            icon={RotateCw}
            disabled={!isConnected || sandbox.status === 'starting'}
            onClick={chosen(askForReset)}
          >
            {lab.reset}
          </Button>
        </div>
      </Popover>
      <span role="status" className="visually-hidden">
        {lab.sandbox.is(text)}
      </span>
    </>
  );
}

function textOf(sandbox: SandboxStatus, texts: Catalogue['lab']['sandbox']): string {
  switch (sandbox.status) {
    case 'starting':
      return stageText(sandbox, texts.stages);
    default:
      return texts[sandbox.status];
  }
}
