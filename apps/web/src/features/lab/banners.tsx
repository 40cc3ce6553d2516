import type { SandboxStatus } from '@drydock/protocol';
import { Pause, Play, TriangleAlert, WifiOff } from 'lucide-react';
import { useMessages } from '../../i18n/messages.ts';
import { useProblemText } from '../../i18n/problem-text.ts';
import { resumeSandbox, useSession } from '../../stores/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Banner } from './banner.tsx';
import { usedOf } from './notice-text.ts';
import { Notices } from './notices.tsx';
import { ResetButton } from './reset-button.tsx';
import { TimePlace } from './time-place.tsx';

/** What the learner must know over the whole width: the line is down, the sandbox is gone or paused, a limit was reached. */
export function Banners() {
  const { notices } = useMessages();
  const problemText = useProblemText();
  const connection = useSession((state) => state.connection);
  const sandbox = useSession((state) => state.sandbox);
  return (
    <>
      {connection === 'lost' && (
        <Banner role="status" tone="warning" icon={WifiOff} {...notices.lost} />
      )}
      {(sandbox.status === 'gone' || sandbox.status === 'failed') && (
        <Banner
          role="alert"
          tone="danger"
          icon={TriangleAlert}
          what={problemText(sandbox.problem).message}
          remedy={problemText(sandbox.problem).hint}
        >
          <ResetButton look="primary" />
        </Banner>
      )}
      {sandbox.status === 'paused' && <PausedBanner disk={sandbox.disk} />}
      <TimePlace as="banner" />
      <Notices />
    </>
  );
}

function PausedBanner({ disk }: Pick<Extract<SandboxStatus, { status: 'paused' }>, 'disk'>) {
  const { lab, notices } = useMessages();
  const isConnected = useSession((state) => state.connection === 'open');
  const goOn = (
    <Button size="sm" look="primary" icon={Play} disabled={!isConnected} onClick={resumeSandbox}>
      {lab.continue}
    </Button>
  );
  return disk ? (
    <Banner
      role="alert"
      tone="danger"
      icon={TriangleAlert}
      what={notices.pausedByDisk.what(usedOf(disk, notices))}
      remedy={notices.pausedByDisk.remedy}
    >
      {goOn}
      <ResetButton look="danger" />
    </Banner>
  ) : (
    <Banner role="status" tone="info" icon={Pause} {...notices.paused}>
      {goOn}
    </Banner>
  );
}
