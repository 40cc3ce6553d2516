import type { PublicLab } from '@drydock/lab-format/schema';
import { ArrowLeft, ArrowRight, PartyPopper } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { useAnswers } from '../../stores/answers-store.ts';
import { useChecks } from '../../stores/checks-store.ts';
import { useInterface } from '../../stores/interface-store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './instructions.module.css';
import { progressOfLab } from './progress.ts';
import { StepBody } from './step-body.tsx';

interface InstructionsProps {
  lab: PublicLab;
  step: number;
  onGo: (step: number) => void;
}

export function Instructions({ lab, step: index, onGo }: InstructionsProps) {
  const texts = useMessages().lab;
  const page = useInterface((state) => state.language);
  const resets = useAnswers((state) => state.resets);
  const step = lab.steps[index];
  const scroller = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const id = step?.id;
  const shown = useRef({ index, id });

  useEffect(() => {
    const before = shown.current;
    shown.current = { index, id };
    // In a preview a step may get another number, or another title: the author stays where they are.
    if (before.index === index || before.id === id) return;
    scroller.current?.scrollTo({ top: 0 });
    title.current?.focus({ preventScroll: true });
  }, [index, id]);

  if (!step) return null;
  const isLast = index === lab.steps.length - 1;
  return (
    <article
      ref={scroller}
      data-tour="instructions"
      className={styles.instructions}
      lang={lab.language}
      aria-label={texts.panes.instructions}
    >
      <div className={styles.column}>
        <p className={styles.count} lang={page}>
          {texts.steps.count(index + 1, lab.steps.length)}
        </p>
        <h1 ref={title} tabIndex={-1} className={styles.title}>
          {step.title}
        </h1>
        <StepBody key={`${step.id} ${resets}`} step={step} />
        {isLast && <Finish lab={lab} />}
        <nav className={styles.steps} lang={page} aria-label={texts.steps.label}>
          <Button icon={ArrowLeft} disabled={index === 0} onClick={() => onGo(index - 1)}>
            {texts.steps.previous}
          </Button>
          {!isLast && (
            <Button look="primary" className={styles.next} onClick={() => onGo(index + 1)}>
              {texts.steps.next}
              <ArrowRight aria-hidden size={16} />
            </Button>
          )}
        </nav>
      </div>
    </article>
  );
}

function Finish({ lab }: { lab: PublicLab }) {
  const { steps } = useMessages().lab;
  const checks = useChecks((state) => state.checks);
  const { done, all } = progressOfLab(lab.steps, checks);
  if (all === 0 || done < all) return null;
  return (
    <p role="status" className={styles.finish}>
      <PartyPopper aria-hidden size={20} />
      {steps.finished}
    </p>
  );
}
