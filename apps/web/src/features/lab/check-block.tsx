import type { CheckBlock } from '@drydock/lab-format/schema';
import type { CheckOutcome } from '@drydock/protocol';
import { CircleCheck, CircleDashed, LoaderCircle, Radar, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { useProblemText } from '../../i18n/problem-text.ts';
import { runCheck, useChecks } from '../../stores/checks-store.ts';
import { useInterface } from '../../stores/interface-store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './check-block.module.css';
import { useSandboxReady } from './use-sandbox-ready.ts';

const ICONS = {
  idle: CircleDashed,
  running: LoaderCircle,
  pass: CircleCheck,
  'not-yet': CircleDashed,
  'our-fault': TriangleAlert,
};

/** Asks whether the step is done, and says why where it is not. */
export function CheckBlockView({ block }: { block: CheckBlock }) {
  const texts = useMessages().blocks.check;
  const check = useChecks((state) => state.checks[block.name]);
  const canCheck = useSandboxReady();
  const outcome = check?.outcome ?? null;
  const state = check?.running ? 'running' : (outcome?.outcome ?? 'idle');
  const Icon = block.continuous && state !== 'pass' && state !== 'our-fault' ? Radar : ICONS[state];
  const isUnknown = block.continuous === true && canCheck && !check;

  useEffect(() => {
    // The first look; the server looks again whenever the sandbox changes.
    if (isUnknown) void runCheck(block.name);
  }, [isUnknown, block.name]);

  return (
    <section className={styles.check} data-state={state} aria-label={texts.label(block.label)}>
      <Icon aria-hidden size={20} className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.label}>{block.label}</p>
        <div role="status" className={styles.result}>
          {check?.running && !block.continuous
            ? texts.looking
            : outcome && <Verdict outcome={outcome} />}
        </div>
        {block.continuous && state !== 'pass' && <p className={styles.note}>{texts.byItself}</p>}
      </div>
      {(!block.continuous || state === 'our-fault') && (
        <Button
          data-block={block.id}
          look={state === 'pass' ? 'quiet' : 'primary'}
          size="sm"
          disabled={!canCheck || state === 'running'}
          onClick={() => void runCheck(block.name)}
        >
          {texts.check}
        </Button>
      )}
    </section>
  );
}

function Verdict({ outcome }: { outcome: CheckOutcome }) {
  const texts = useMessages().blocks.check;
  const problemText = useProblemText();
  const language = useInterface((state) => state.language);
  switch (outcome.outcome) {
    case 'pass':
      return <strong>{texts.passed}</strong>;
    case 'not-yet':
      return (
        <>
          <strong>{texts.notYet}</strong> {outcome.why[language]}
        </>
      );
    case 'our-fault': {
      const { message, hint } = problemText(outcome.problem);
      return (
        <>
          <strong>{texts.ourFault}</strong> {message} {hint}
        </>
      );
    }
  }
}
