import { RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { palette as en } from '../../i18n/en/palette.ts';
import { palette as ja } from '../../i18n/ja/palette.ts';
import { useLater } from '../../i18n/messages.ts';
import { showOver } from '../../stores/palette-store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import type { PaletteProps } from './palette-place.tsx';
import { planReset, resetStep, type StepReset } from './reset-step.ts';
import styles from './reset-step-dialog.module.css';

/** Says what a reset of the step does with the learner's files and answers, before it does it. */
export default function ResetStepDialog({ lab, step }: PaletteProps) {
  const { cancel, resetStep: texts } = useLater({ en, ja });
  const [plan, setPlan] = useState<StepReset | null>(null);
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    let isWanted = true;
    planReset(lab, step).then(
      (made) => isWanted && setPlan(made),
      (error) => {
        if (!isWanted) return;
        showOver(null);
        notifyFailure(error);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [lab, step]);

  const confirm = (made: StepReset) => {
    setBusy(true);
    resetStep(made)
      .catch(notifyFailure)
      .finally(() => showOver(null));
  };
  return (
    <Dialog
      title={texts.title}
      description={texts.description(lab.steps[step]?.title ?? '')}
      open
      onOpenChange={(open) => !open && !isBusy && showOver(null)}
    >
      {plan ? <Plan plan={plan} /> : <p role="status">{texts.looking}</p>}
      <div className={styles.choices}>
        <Button look="quiet" disabled={isBusy} onClick={() => showOver(null)}>
          {cancel}
        </Button>
        <Button
          look="danger"
          icon={RotateCcw}
          disabled={plan === null || isBusy}
          onClick={() => plan && confirm(plan)}
        >
          {texts.action}
        </Button>
      </div>
    </Dialog>
  );
}

function Plan({ plan }: { plan: StepReset }) {
  const { resetStep: texts } = useLater({ en, ja });
  const { files, unclear, checks, answers } = plan;
  return (
    <ul className={styles.plan}>
      {files.map(({ path, text, keptAs }) => (
        <li key={path}>
          {text === null ? texts.removed(path) : texts.restored(path)}
          {keptAs !== null && <span className={styles.kept}>{texts.kept(keptAs)}</span>}
        </li>
      ))}
      {unclear.map((path) => (
        <li key={path}>{texts.unclear(path)}</li>
      ))}
      {files.length === 0 && unclear.length === 0 && <li>{texts.noFiles}</li>}
      <li>{texts.forgets(checks.length, answers.length)}</li>
    </ul>
  );
}
