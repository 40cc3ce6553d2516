import type { SandboxStatus } from '@drydock/protocol';
import { Pause, Play, RotateCw } from 'lucide-react';
import { useState } from 'react';
import {
  pauseSandbox,
  resetSandbox,
  resumeSandbox,
  useSession,
} from '../../stores/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import styles from './sandbox-status.module.css';

export function SandboxStatusPill() {
  const sandbox = useSession((state) => state.sandbox);
  const connection = useSession((state) => state.connection);
  const [open, setOpen] = useState(false);
  const isConnected = connection === 'open';
  const text = isConnected
    ? textOf(sandbox)
    : connection === 'lost'
      ? 'Reconnecting'
      : 'Connecting';

  const chosen = (action: () => void) => () => {
    setOpen(false);
    action();
  };

  return (
    <>
      <Popover
        label="Sandbox"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button
            type="button"
            className={styles.pill}
            data-status={isConnected ? sandbox.status : 'starting'}
            aria-label={`Sandbox: ${text}`}
          >
            <span className={styles.light} aria-hidden />
            <span className={styles.text}>{text}</span>
          </button>
        }
      >
        <p className={styles.head}>{text}</p>
        <p className={styles.note}>
          The sandbox is your own machine with a Docker engine in it. A reset brings a fresh one:
          the files of your workspace stay, containers and images do not.
        </p>
        <div className={styles.actions}>
          {sandbox.status === 'paused' ? (
            <Button size="sm" icon={Play} disabled={!isConnected} onClick={chosen(resumeSandbox)}>
              Continue
            </Button>
          ) : (
            <Button
              size="sm"
              icon={Pause}
              disabled={!isConnected || sandbox.status !== 'ready'}
              onClick={chosen(pauseSandbox)}
            >
              Pause
            </Button>
          )}
          <Button
            look="danger"
            size="sm"
            icon={RotateCw}
            disabled={!isConnected || sandbox.status === 'starting'}
            onClick={chosen(resetSandbox)}
          >
            Reset sandbox
          </Button>
        </div>
      </Popover>
      <span role="status" className="visually-hidden">
        Sandbox: {text}
      </span>
    </>
  );
}

function textOf(sandbox: SandboxStatus): string {
  switch (sandbox.status) {
    case 'starting':
      return sandbox.stage;
    case 'ready':
      return 'Ready';
    case 'paused':
      return 'Paused';
    case 'failed':
      return 'Did not start';
    case 'gone':
      return 'Stopped';
  }
}
