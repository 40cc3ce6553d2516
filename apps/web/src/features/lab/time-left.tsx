import { Hourglass, TimerReset } from 'lucide-react';
import { useState } from 'react';
import { timeLeft as en } from '../../i18n/en/time-left.ts';
import { useFormat } from '../../i18n/format.ts';
import { timeLeft as ja } from '../../i18n/ja/time-left.ts';
import { useLater } from '../../i18n/messages.ts';
import { extendTime, useSession } from '../../stores/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { useNow } from '../../ui/use-now.ts';
import { Banner } from './banner.tsx';
import styles from './time-left.module.css';
import type { TimePlaceProps } from './time-place.tsx';

const MINUTE = 60_000;
/** From so much on it is shown all the time. */
const SHORT_MS = 15 * MINUTE;
/** From so much on it is told; once more with the last minute. */
const TOLD_MS = 5 * MINUTE;

/** How long the sandbox still runs, and what gives it more time. Nothing while no sandbox runs. */
export default function TimeLeft({ as }: TimePlaceProps) {
  const texts = useLater({ en, ja });
  const time = useSession((state) => state.time);
  const status = useSession((state) => state.sandbox.status);
  const format = useFormat();
  const now = useNow(1_000);
  const [dismissed, setDismissed] = useState(0);
  const left = (time?.end ?? 0) - now;
  if (!time || left <= 0 || status === 'gone' || status === 'failed') return null;

  // In minutes, rounded up: whoever listens to the page is not told of each second.
  const rest =
    left < MINUTE ? texts.lessThanMinute : format.duration(Math.ceil(left / MINUTE) * MINUTE);
  switch (as) {
    case 'note':
      return (
        <div className={styles.note}>
          <Rest rest={rest} extensions={time.extensions} />
          <Extend />
        </div>
      );
    case 'pill':
      return left > SHORT_MS ? null : (
        <Popover
          label={texts.label}
          trigger={
            <button type="button" className={styles.pill} data-short={left <= TOLD_MS}>
              <Hourglass aria-hidden size={13} />
              {texts.left(rest)}
            </button>
          }
        >
          <Rest rest={rest} extensions={time.extensions} />
          <Extend />
        </Popover>
      );
    case 'banner': {
      const stage = left > TOLD_MS ? 0 : left > MINUTE ? 1 : 2;
      return stage <= dismissed ? null : (
        <Banner
          role="status"
          tone="warning"
          icon={Hourglass}
          what={texts.stops(rest)}
          remedy={texts.kept}
          onDismiss={() => setDismissed(stage)}
        >
          <Extend />
        </Banner>
      );
    }
  }
}

function Rest({ rest, extensions }: { rest: string; extensions: number }) {
  const texts = useLater({ en, ja });
  return (
    <p className={styles.rest}>
      {texts.stops(rest)} {texts.kept}{' '}
      {extensions > 0 ? texts.extensions(extensions) : texts.noMore}
    </p>
  );
}

function Extend() {
  const texts = useLater({ en, ja });
  const time = useSession((state) => state.time);
  const isConnected = useSession((state) => state.connection === 'open');
  const format = useFormat();
  if (!time || time.extensions === 0) return null;
  return (
    <Button size="sm" look="primary" icon={TimerReset} disabled={!isConnected} onClick={extendTime}>
      {texts.extend(format.duration(time.extension))}
    </Button>
  );
}
