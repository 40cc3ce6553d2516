import { readFile } from 'node:fs/promises';
import type Dockerode from 'dockerode';

export interface HostProcess {
  readonly name: string;
  /** As the host has them: real, effective, saved, of the file system. */
  readonly uids: readonly number[];
}

/** Every process of a container and of the containers in it, as the host sees it. */
export async function processesOf(container: Dockerode.Container): Promise<HostProcess[]> {
  const { Processes } = (await container.top({ ps_args: '-o pid' })) as {
    readonly Processes: readonly (readonly string[])[];
  };
  const statuses = await Promise.all(
    Processes.map(([pid = '']) => readFile(`/proc/${pid}/status`, 'utf8').catch(ended)),
  );
  return statuses
    .filter((status) => status !== '')
    .map((status) => {
      const [, name = '', uids = ''] = /^Name:\t(.*)[\s\S]*^Uid:\t(.*)$/m.exec(status) ?? [];
      return { name, uids: uids.split('\t').map(Number) };
    });
}

function ended(error: NodeJS.ErrnoException): string {
  // ESRCH: it ended between the opening and the reading.
  if (error.code === 'ENOENT' || error.code === 'ESRCH') return '';
  throw error;
}
