import type { CheckBlock } from '@drydock/lab-format/schema';
import type { CheckOutcome } from '@drydock/protocol';
import { CircleCheck, CircleDashed, LoaderCircle, Radar, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { runCheck, useChecks } from '../../stores/checks-store.ts';
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

const TEXT = {
  check: 'Check',
  looking: 'Looking into your sandbox…',
  byItself: 'Looked at by itself while you work.',
};

/** Asks whether the step is done, and says why where it is not. */
export function CheckBlockView({ block }: { block: CheckBlock }) {
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
    <section className={styles.check} data-state={state} aria-label={`Check: ${block.label}`}>
      <Icon aria-hidden size={20} className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.label}>{block.label}</p>
        <div role="status" className={styles.result}>
          {check?.running && !block.continuous
            ? TEXT.looking
            : outcome && <Verdict outcome={outcome} />}
        </div>
        {block.continuous && state !== 'pass' && <p className={styles.note}>{TEXT.byItself}</p>}
      </div>
      {(!block.continuous || state === 'our-fault') && (
        <Button
          look={state === 'pass' ? 'quiet' : 'primary'}
          size="sm"
          disabled={!canCheck || state === 'running'}
          onClick={() => void runCheck(block.name)}
        >
          {TEXT.check}
        </Button>
      )}
    </section>
  );
}

function Verdict({ outcome }: { outcome: CheckOutcome }) {
  switch (outcome.outcome) {
    case 'pass':
      return <strong>Passed</strong>;
    case 'not-yet':
      return (
        <>
          <strong>Not yet.</strong> {outcome.why}
        </>
      );
    case 'our-fault':
      return (
        <>
          <strong>Our fault, not yours.</strong> {outcome.problem.message} {outcome.problem.hint}
        </>
      );
  }
}
