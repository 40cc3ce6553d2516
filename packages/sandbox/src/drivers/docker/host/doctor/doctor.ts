import { examineCapacity, examineKernelLimits } from './capacity.ts';
import { examineDisks } from './disks.ts';
import { examineEngine } from './engine-facts.ts';
import type { Examined, Finding, Probe } from './finding.ts';
import { examineIsolation } from './isolation.ts';
import { examineAppArmor, examineOverlay, examineUserNamespaces } from './namespaces.ts';
import { examineEgress, examineFirewall, examineTun } from './network.ts';
import { type BoxReaders, readThisBox } from './readers.ts';
import { examineCgroups, examineSystem } from './system.ts';

export interface DoctorRequest {
  /** See drydockHome(). */
  readonly home: string;
  /** DOCKER_HOST, DRYDOCK_ISOLATION, DRYDOCK_EGRESS. */
  readonly environment: NodeJS.ProcessEnv;
  readonly box?: BoxReaders;
  /** Others in tests. */
  readonly probes?: readonly Probe[];
}

const PROBES: readonly Probe[] = [
  examineSystem,
  examineCgroups,
  examineIsolation,
  examineUserNamespaces,
  examineOverlay,
  examineAppArmor,
  examineTun,
  (examined) => examineFirewall(examined),
  examineEgress,
  (examined) => examineDisks(examined),
  (examined) => examineKernelLimits(examined),
  examineCapacity,
];

/** What this box can do as a host of sandboxes, looked at now. Changes nothing on it. */
export async function examineBox(request: DoctorRequest): Promise<Finding[]> {
  const { home, environment, box = readThisBox(), probes = PROBES } = request;
  const { finding, engine } = await examineEngine({ home, environment, isRoot: box.isRoot });
  const examined: Examined = { box, engine, home, environment };
  return [finding, ...(await Promise.all(probes.map((probe) => examineSafely(probe, examined))))];
}

/** One probe that fails in a way nobody foresaw is no reason to say nothing about the rest. */
async function examineSafely(probe: Probe, examined: Examined): Promise<Finding> {
  try {
    return await probe(examined);
  } catch (error) {
    return {
      id: 'doctor',
      title: 'Doctor',
      state: 'problem',
      detail: `something could not be looked at: ${(error as Error).message}`,
      advice: 'Run it again as root; if it stays, this is a mistake of Drydock’s.',
    };
  }
}
