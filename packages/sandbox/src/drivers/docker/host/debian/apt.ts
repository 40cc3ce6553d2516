import { text } from 'node:stream/consumers';
import { runOnHost } from './host-command.ts';

export interface AptContext {
  readonly report: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Runs apt-get and reports its lines; rejects with CommandError. */
export function apt(words: readonly string[], { report, signal }: AptContext): Promise<void> {
  return runOnHost({
    program: 'apt-get',
    arguments: [...APT, ...words],
    environment: ENVIRONMENT,
    onLine: report,
    signal,
  });
}

/** Names of the Debian packages that are installed. */
export async function installed(signal?: AbortSignal): Promise<ReadonlySet<string>> {
  let listed = '';
  await runOnHost({
    program: 'dpkg-query',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders.
    arguments: ['--show', '--showformat', '${db:Status-Status} ${Package}\n'],
    takeOutput: async (output) => {
      listed = await text(output);
    },
    signal,
  });
  const prefix = 'installed ';
  const lines = listed.split('\n').filter((line) => line.startsWith(prefix));
  return new Set(lines.map((line) => line.slice(prefix.length)));
}

const ENVIRONMENT = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
/** Each with `-o`. */
const OPTIONS = [
  // Unattended upgrades hold the lock for a while after a box has booted.
  'DPkg::Lock::Timeout=300',
  'Dpkg::Use-Pty=0',
  // A mirror that drops packets would be waited for during many minutes.
  'Acquire::http::Timeout=20',
  'Acquire::https::Timeout=20',
  'Acquire::Retries=2',
  // `update` calls it a success otherwise when nothing could be fetched.
  'APT::Update::Error-Mode=any',
];
const APT = ['-y', '-q', ...OPTIONS.flatMap((option) => ['-o', option])];
