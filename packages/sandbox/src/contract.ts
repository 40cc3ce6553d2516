import { afterAll, beforeAll, describe } from 'vitest';
import { entryContract } from './contract/entries.ts';
import { execContract } from './contract/exec.ts';
import { fileContract } from './contract/files.ts';
import { lifeContract, portContract } from './contract/life.ts';
import { pauseContract } from './contract/pause.ts';
import { shellContract } from './contract/shell.ts';
import { type Contract, type ContractSubject, newId } from './contract/subject.ts';
import { terminalContract } from './contract/terminals.ts';
import { transferContract } from './contract/transfers.ts';
import { watchContract } from './contract/watch.ts';
import type { Sandbox } from './driver.ts';

export type { ContractSubject } from './contract/subject.ts';

/** Longer than any wait in the suite: a wait that fails says what it waited for. */
const TEST_LIMIT_MS = 60_000;

/** What every driver must do. Called at the top of a test file; `create` runs once, before the tests. */
export function describeDriver(options: {
  readonly name: string;
  readonly create: () => Promise<ContractSubject>;
}): void {
  describe(`the ${options.name} driver`, { timeout: TEST_LIMIT_MS }, () => {
    let subject: ContractSubject | undefined;
    let sandbox: Sandbox | undefined;

    beforeAll(async () => {
      subject = await options.create();
      sandbox = await subject.driver.create({
        id: newId(),
        environment: { FROM_SPEC: 'of the spec' },
      });
    });

    afterAll(async () => {
      await sandbox?.destroy({ workspace: 'remove' });
      await subject?.release();
    });

    const contract: Contract = {
      subject: () => present(subject),
      sandbox: () => present(sandbox),
    };
    execContract(contract);
    fileContract(contract);
    entryContract(contract);
    transferContract(contract);
    watchContract(contract);
    terminalContract(contract);
    shellContract(contract);
    portContract(contract);
    lifeContract(contract);
    pauseContract(contract);
  });
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The driver under test was not created.');
  return value;
}
