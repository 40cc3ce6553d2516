import { runtimeOf } from '../../isolation.ts';
import { HostError } from '../errors.ts';
import { parseIsolation } from '../isolation.ts';
import type { Probe } from './finding.ts';

/** How sandboxes are kept in, and under which runtimes they could be. */
export const examineIsolation: Probe = ({ engine, environment }) => {
  const named = { id: 'isolation', title: 'Isolation' };
  const offer = engine ? `; the engine offers ${engine.runtimes.join(', ')}` : '';
  try {
    const isolation = parseIsolation(environment.DRYDOCK_ISOLATION);
    const detail = `${isolation}${offer}`;
    if (isolation === 'privileged')
      return {
        ...named,
        state: 'warning',
        detail: `privileged: every learner can become root of this box${offer}`,
        advice: 'Unset DRYDOCK_ISOLATION, unless this box holds nothing else.',
      };
    const runtime = runtimeOf(isolation);
    if (runtime === undefined || engine === undefined || engine.runtimes.includes(runtime))
      return { ...named, state: 'ok', detail };
    const advice = engine.own
      ? `Install ${runtime}: the next start tells the engine of crun, runsc and sysbox-runc. Or unset DRYDOCK_ISOLATION.`
      : `Name ${runtime} under "runtimes" in the engine’s daemon.json, or unset DRYDOCK_ISOLATION.`;
    return { ...named, state: 'problem', detail, advice };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return { ...named, state: 'problem', detail: error.message, advice: error.hint };
  }
};
