import type { CheckBlock } from '@drydock/lab-format/schema';
import type { CheckOutcome } from '@drydock/protocol';
import { CircleCheck, CircleDashed, LoaderCircle, TriangleAlert } from 'lucide-react';
import { runCheck, useChecks } from '../../stores/checks-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './check-block.module.css';

const ICONS = {
  idle: CircleDashed,
  running: LoaderCircle,
  pass: CircleCheck,
  'not-yet': CircleDashed,
  'our-fault': TriangleAlert,
};

/** Asks whether the step is done, and says why where it is not. */
export function CheckBlockView({ block }: { block: CheckBlock }) {
  const check = useChecks((state) => state.checks[block.name]);
  const canCheck = useSession(
    ({ sandbox, connection }) => sandbox.status === 'ready' && connection === 'open',
  );
  const outcome = check?.outcome ?? null;
  const state = check?.running ? 'running' : (outcome?.outcome ?? 'idle');
  const Icon = ICONS[state];

  return (
    <section className={styles.check} data-state={state} aria-label={`Check: ${block.label}`}>
      <Icon aria-hidden size={20} className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.label}>{block.label}</p>
        <div role="status" className={styles.result}>
          {check?.running ? 'Looking into your sandbox…' : outcome && <Verdict outcome={outcome} />}
        </div>
      </div>
      <Button
        look={state === 'pass' ? 'quiet' : 'primary'}
        size="sm"
        disabled={!canCheck || state === 'running'}
        onClick={() => void runCheck(block.name)}
      >
        Check
      </Button>
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
