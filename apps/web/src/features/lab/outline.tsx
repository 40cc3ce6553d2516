import type { PublicLab } from '@drydock/lab-format/schema';
import { ChevronDown, Circle, CircleCheck, CircleDot, Compass, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { useChecks } from '../../stores/checks-store.ts';
import { showOver } from '../../stores/palette-store.ts';
import { startTour } from '../../stores/tour-store.ts';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import styles from './outline.module.css';
import { progressOf, progressOfLab } from './progress.ts';

interface OutlineProps {
  lab: PublicLab;
  step: number;
  onGo: (step: number) => void;
}

/** Where the learner is in the lab, and the list of steps with those that are done. */
export function Outline({ lab, step, onGo }: OutlineProps) {
  const texts = useMessages().lab.steps;
  const [open, setOpen] = useState(false);
  const checks = useChecks((state) => state.checks);
  const { done, all } = progressOfLab(lab.steps, checks);
  const position = `${step + 1}/${lab.steps.length}`;

  return (
    <Popover
      label={texts.list}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className={styles.trigger}
          data-tour="progress"
          aria-label={texts.trigger(position)}
        >
          <span className={styles.position}>{position}</span>
          {all > 0 && (
            <span className={styles.track} aria-hidden>
              <span className={styles.fill} style={{ width: `${(100 * done) / all}%` }} />
            </span>
          )}
          <ChevronDown aria-hidden size={14} />
        </button>
      }
    >
      {all > 0 && <p className={styles.summary}>{texts.checked(done, all)}</p>}
      <ol className={styles.steps}>
        {lab.steps.map((item, index) => {
          const progress = progressOf(item, checks);
          const Icon = progress === 'done' ? CircleCheck : index === step ? CircleDot : Circle;
          return (
            <li key={item.id}>
              <button
                type="button"
                className={styles.step}
                data-progress={progress}
                aria-current={index === step ? 'step' : undefined}
                onClick={() => {
                  setOpen(false);
                  onGo(index);
                }}
              >
                <Icon aria-hidden size={16} />
                <span>{item.title}</span>
                {progress === 'done' && <span className="visually-hidden">{texts.isDone}</span>}
              </button>
            </li>
          );
        })}
      </ol>
      <div className={styles.tour}>
        <Button
          look="quiet"
          size="sm"
          icon={Compass}
          onClick={() => {
            setOpen(false);
            startTour();
          }}
        >
          {texts.tour}
        </Button>
        <Button
          look="quiet"
          size="sm"
          icon={RotateCcw}
          onClick={() => {
            setOpen(false);
            showOver('reset-step');
          }}
        >
          {texts.reset}
        </Button>
      </div>
    </Popover>
  );
}
