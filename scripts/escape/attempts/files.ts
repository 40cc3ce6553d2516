import { randomBytes } from 'node:crypto';
import { type Attempt, control, type Outcome } from '../attempt.ts';
import type { Learner } from '../learner.ts';
import type { Range } from '../range.ts';
import { shell } from '../script.ts';

const CHECKED =
  'the path is resolved in the sandbox and refused when it leads out of the workspace';
const INSIDE = 'files are opened by a program in the sandbox, as the learner: the host opens none';

export const files: readonly Attempt[] = [
  attempt('read by a path that leads out (.., absolute, encoded)', CHECKED, async (range) => {
    const secret = await plant(range);
    const outside = [
      '../root/outside',
      '/root/outside',
      'a/../../root/outside',
      './/../root/outside',
      '..%2froot%2foutside',
      '%2e%2e/root/outside',
      '..\\root\\outside',
      '/workspace/../root/outside',
      '/proc/self/root/root/outside',
      range.canary.path,
      `../../..${range.canary.path}`,
    ];
    return readAll(range.ann, outside, [secret, range.canary.secret]);
  }),
  attempt(
    'read by a path that no file has (NUL, newline, too long, of bytes)',
    CHECKED,
    async (range) => {
      const secret = await plant(range);
      const odd = [
        'inside\0../../root/outside',
        '\0/root/outside',
        '../root/outside\0',
        '\n../root/outside',
        'a/'.repeat(2040),
        'x'.repeat(4096),
        '\ud800',
        '--help',
        '-rf',
        '$(cat /root/outside)',
        '`cat /root/outside`',
        '; cat /root/outside',
        '*',
        '~/outside',
      ];
      return readAll(range.ann, odd, [secret, range.canary.secret]);
    },
  ),
  attempt('read through a symbolic link that leads out', CHECKED, async (range) => {
    const secret = await plant(range);
    const links = {
      one: '/root/outside',
      two: '../root/outside',
      three: '/proc/self/root/root/outside',
      four: '/proc/1/root/etc/shadow',
      five: range.canary.path,
      folder: '/root',
      chain: 'one',
      cwd: '/proc/self/cwd/../root/outside',
    };
    const made = Object.entries(links).map(([name, to]) => `ln -sfn '${to}' link-${name}`);
    await range.ann.run(shell(made.join('\n')));
    const paths = Object.keys(links).map((name) => `link-${name}`);
    return readAll(
      range.ann,
      [...paths, 'link-folder/outside'],
      [secret, range.canary.secret, 'root:*:'],
    );
  }),
  attempt('write through a symbolic link that leads out', CHECKED, async (range) => {
    await plant(range);
    const text = token();
    await range.ann.run(
      shell(
        `ln -sfn /root/outside link-write; ln -sfn /root link-root; ln -sfn ${range.canary.path} link-host`,
      ),
    );
    for (const path of [
      'link-write',
      'link-root/outside',
      'link-host',
      '../root/outside',
      '/root/outside',
      range.canary.path,
    ]) {
      const answer = await range.ann.socket.ask(
        { type: 'file.write', path, text, baseVersion: null },
        'file.saved',
      );
      if (answer.type === 'file.saved') {
        const { output } = await range.ann.run(['cat', '/root/outside']);
        if (output.includes(text)) return { blocked: false, evidence: `${path} was written` };
      }
    }
    const canary = await range.host.output('cat', range.canary.path);
    return {
      blocked: canary.includes(range.canary.secret),
      evidence: 'all are refused; the host’s file is as it was',
    };
  }),
  attempt('win a race: a file that turns into a link while it is read', INSIDE, async (range) => {
    const { canary, ann } = range;
    // In the sandbox there may be a file at the very same path: only its words differ.
    const word = token();
    await ann.run(
      shell(`mkdir -p ${canary.folder}; echo ${word} > ${canary.path}; echo inside > race-file
      trap '' HUP
      (for turn in $(seq 4000); do ln -sfn ${canary.path} race-new; mv -T race-new race; cp race-file race-copy; mv -T race-copy race; done) > /dev/null 2>&1 &`),
    );
    let reads = 0;
    const deadline = Date.now() + 4_000;
    while (Date.now() < deadline && reads < 150) {
      const answers = await Promise.all(
        [1, 2, 3, 4].map(() => ann.socket.ask({ type: 'file.read', path: 'race' }, 'file.content')),
      );
      reads += answers.length;
      const bad = answers.find(
        (answer) => answer.type === 'file.content' && answer.text.includes(canary.secret),
      );
      if (bad) return { blocked: false, evidence: 'the host’s file came' };
    }
    const { output } = await ann.run(['cat', canary.path]);
    control(output.includes(word), 'what the link leads to can be read in the sandbox');
    return { blocked: true, evidence: `${reads} reads, never the host’s file` };
  }),
  attempt(
    'stop the server with a pipe or a device in the workspace',
    `${CHECKED}; only plain files are read`,
    async (range) => {
      await range.ann.run(
        shell(
          'rm -f pipe; mkfifo pipe; ln -sfn /dev/zero zero; ln -sfn /dev/stdin input; ln -sfn /proc/kmsg kmsg; ln -sfn loop-b loop-a; ln -sfn loop-a loop-b',
        ),
      );
      const started = Date.now();
      const outcome = await readAll(range.ann, ['pipe', 'zero', 'input', 'kmsg', 'loop-a'], []);
      control(Date.now() - started < 20_000, 'they were answered soon');
      await isWell(range);
      return outcome;
    },
  ),
  attempt(
    'reach a file outside by a hard link',
    'files of the host are on none of the sandbox’s disks',
    async (range) => {
      const { canary, ann, unique } = range;
      const { output } = await ann.run(
        shell(`
      echo own > own-file; ln own-file own-link && echo CONTROL
      for path in ${canary.path} /proc/1/root${canary.path} /usr/lib/drydock/enter /etc/hosts /proc/self/exe; do
        ln -f $path hard-${unique} && echo "LINKED $path" && cat hard-${unique} | head -c 100
      done; echo TRIED`),
      );
      control(
        output.includes('CONTROL') && output.includes('TRIED'),
        'the learner links files of their own',
      );
      return {
        blocked: !output.includes(canary.secret) && !output.includes(`LINKED ${canary.path}`),
        evidence:
          output
            .trim()
            .split('\n')
            .findLast((line) => line.startsWith('ln:')) ?? 'no link was made',
      };
    },
  ),
  attempt(
    'have docker cp on the host follow a link',
    'the engine resolves links in the sandbox’s own root',
    async (range) => {
      const { canary, ann } = range;
      const word = token();
      await ann.run(
        shell(
          `echo ${word} > plain; ln -sfn ${canary.folder} way-out; ln -sfn ${canary.path} file-out; ln -sfn /proc/self/root way-root`,
        ),
      );
      const copy = async (path: string, from = ann.container) => {
        try {
          const stream = await from.getArchive({ path });
          let got = '';
          for await (const bytes of stream) got += bytes;
          return got;
        } catch (error) {
          return `refused: ${(error as Error).message}`;
        }
      };
      // Where the workspace is a disk of its own, the engine copies nothing at all out of a sandbox.
      const seen = (await copy('/workspace/plain')).includes(word);
      const hub = await copy('/etc/passwd', await hubOf(range));
      control(seen || hub.includes('root:'), `the host copies a file: ${hub.slice(0, 99)}`);
      const copies = await Promise.all(
        ['way-out/canary', 'file-out', `way-root${canary.path}`].map((path) =>
          copy(`/workspace/${path}`),
        ),
      );
      const blocked = !copies.some((copied) => copied.includes(canary.secret));
      return {
        blocked,
        evidence: blocked
          ? seen
            ? 'no copy had the host’s file'
            : 'the engine copies nothing out of a sandbox'
          : 'the host’s file was copied',
      };
    },
  ),
  attempt(
    'have the cleaning up delete files of the host',
    'disks are removed as a whole, links are not followed',
    async (range) => {
      const { canary, host } = range;
      const victim = await range.newcomer();
      await victim.run(
        shell(
          `ln -sfn ${canary.folder} link; mkdir -p deep; ln -sfn / deep/root; ln -sfn ${canary.folder} /var/lib/docker/volumes/link; ln -sfn ${canary.path} /root/link`,
        ),
      );
      const ended = await victim.fetch(`/api/sessions/${victim.session}`, { method: 'DELETE' });
      control(ended.ok, `the session is ended: ${ended.status}`);
      const left = await range.docker
        .getContainer(victim.container.id)
        .inspect()
        .catch(() => undefined);
      control(left === undefined, 'its container is gone');
      const kept = await host.run(['cat', canary.path]);
      return {
        blocked: kept.output.includes(canary.secret),
        evidence: 'the session is gone, the host’s file is there',
      };
    },
  ),
];

async function hubOf({ docker, instance }: Range) {
  const label = [`io.drydock.instance=${instance}`, 'io.drydock.kind=hub'];
  const [found] = await docker.listContainers({ filters: { label } });
  control(found !== undefined, 'the hub runs');
  return docker.getContainer(found.Id);
}

/** A file in the sandbox and outside of the workspace; the same way reads one in it. */
async function plant({ ann }: Range): Promise<string> {
  const [secret, inside] = [token(), token()];
  await ann.run(shell(`echo ${secret} > /root/outside; echo ${inside} > /workspace/inside`));
  const read = await ann.socket.ask({ type: 'file.read', path: 'inside' }, 'file.content');
  control(
    read.type === 'file.content' && read.text.includes(inside),
    'a file of the workspace is read',
  );
  const { output } = await ann.run(['cat', '/root/outside']);
  control(output.includes(secret), 'the file outside is there');
  return secret;
}

async function readAll(
  ann: Learner,
  paths: readonly string[],
  secrets: readonly string[],
): Promise<Outcome> {
  const codes = new Set<string>();
  for (const path of paths) {
    const answer = await ann.socket.ask({ type: 'file.read', path }, 'file.content');
    if (answer.type === 'error') codes.add(answer.code);
    else if (secrets.some((secret) => answer.text.includes(secret)))
      return { blocked: false, evidence: `${JSON.stringify(path.slice(0, 60))} was read` };
  }
  return {
    blocked: true,
    evidence: `${paths.length} paths: ${[...codes].join(', ') || 'nothing of it came'}`,
  };
}

async function isWell({ bob }: Range): Promise<void> {
  const listed = await bob.socket.ask({ type: 'file.list' }, 'file.tree');
  control(listed.type === 'file.tree', 'the neighbour’s files are listed meanwhile');
}

function token(): string {
  return `word-${randomBytes(12).toString('hex')}`;
}

function attempt(name: string, blockedBy: string, run: Attempt['run']): Attempt {
  return { topic: 'files', name, blockedBy, run };
}
