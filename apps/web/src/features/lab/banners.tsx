import { RotateCw, TriangleAlert, WifiOff } from 'lucide-react';
import { restartSandbox, useSession } from '../../stores/session-store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './banners.module.css';

/** What stops the learner from going on, over the whole width: the line is down, the sandbox is gone. */
export function Banners() {
  const connection = useSession((state) => state.connection);
  const sandbox = useSession((state) => state.sandbox);
  const isDown = sandbox.status === 'gone' || sandbox.status === 'failed';
  return (
    <>
      {connection === 'lost' && (
        <div role="status" className={styles.banner} data-tone="warning">
          <WifiOff aria-hidden size={16} />
          <p>
            <strong>The connection is lost.</strong> Reconnecting… Your sandbox goes on, and what
            you typed in the editor is kept.
          </p>
        </div>
      )}
      {isDown && (
        <div role="alert" className={styles.banner} data-tone="danger">
          <TriangleAlert aria-hidden size={16} />
          <p>
            <strong>{sandbox.problem.message}</strong> {sandbox.problem.hint}
          </p>
          <Button
            size="sm"
            look="primary"
            icon={RotateCw}
            disabled={connection !== 'open'}
            onClick={restartSandbox}
          >
            Restart sandbox
          </Button>
        </div>
      )}
    </>
  );
}
