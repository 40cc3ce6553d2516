import type { SandboxStatus } from '@drydock/protocol';
import { Pause, Play, TriangleAlert, WifiOff } from 'lucide-react';
import { resumeSandbox, useSession } from '../../stores/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Banner } from './banner.tsx';
import { usedOf } from './notice-text.ts';
import { Notices } from './notices.tsx';
import { ResetButton } from './reset-button.tsx';

/** What the learner must know over the whole width: the line is down, the sandbox is gone or paused, a limit was reached. */
export function Banners() {
  const connection = useSession((state) => state.connection);
  const sandbox = useSession((state) => state.sandbox);
  return (
    <>
      {connection === 'lost' && (
        <Banner
          role="status"
          tone="warning"
          icon={WifiOff}
          what="The connection is lost."
          remedy="Reconnecting… Your sandbox goes on, and what you typed in the editor is kept."
        />
      )}
      {(sandbox.status === 'gone' || sandbox.status === 'failed') && (
        <Banner
          role="alert"
          tone="danger"
          icon={TriangleAlert}
          what={sandbox.problem.message}
          remedy={sandbox.problem.hint}
        >
          <ResetButton look="primary" />
        </Banner>
      )}
      {sandbox.status === 'paused' && <PausedBanner disk={sandbox.disk} />}
      <Notices />
    </>
  );
}

function PausedBanner({ disk }: Pick<Extract<SandboxStatus, { status: 'paused' }>, 'disk'>) {
  const isConnected = useSession((state) => state.connection === 'open');
  const goOn = (
    <Button size="sm" look="primary" icon={Play} disabled={!isConnected} onClick={resumeSandbox}>
      Continue
    </Button>
  );
  return disk ? (
    <Banner
      role="alert"
      tone="danger"
      icon={TriangleAlert}
      what={`Your sandbox is paused: it uses ${usedOf(disk)} of disk.`}
      remedy="Continue and remove what you do not need at once, or reset it: your files are kept."
    >
      {goOn}
      <ResetButton look="danger" />
    </Banner>
  ) : (
    <Banner
      role="status"
      tone="info"
      icon={Pause}
      what="Your sandbox is paused."
      remedy="Nothing in it runs, and nothing is lost. Continue when you like."
    >
      {goOn}
    </Banner>
  );
}
