import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, sh } from '../../../contract/subject.ts';
import type { Sandbox, SandboxDriver } from '../../../driver.ts';
import { type DockerUnderTest, dockerUnderTest } from '../docker-under-test.ts';
import { createDockerDriver } from '../index.ts';
import { importTools } from '../web-container.ts';
import {
  ALLOWED_PROBES,
  ERRNO,
  REFUSED_PROBES,
  type SyscallProbe,
  TWICE_REFUSED_PROBES,
} from './syscall-probes.fixture.ts';

type Answers = ReadonlyMap<string, number>;

const ARCHITECTURE = process.arch === 'arm64' ? 1 : 0;
const refused = probesOf(REFUSED_PROBES);
const twiceRefused = probesOf(TWICE_REFUSED_PROBES);
const all = [...refused, ...twiceRefused, ...ALLOWED_PROBES.map((probe) => ({ probe }))]
  .map(({ probe }) => probe)
  .filter(({ numbers }) => numbers[ARCHITECTURE] !== -1);

/** Makes each call in a process of its own, as arguments say; prints the name and the errno, 0 for none. */
const PROBE = `
use POSIX;
$| = 1;
while (my ($name, $number, $arguments) = splice @ARGV, 0, 3) {
  if (my $pid = fork // die) { waitpid $pid, 0; print "$name\\tsignal $?\\n" if $?; next }
  my @arguments = map { $_ eq 'buffer' ? "\\0" x 4096 : $_ eq 'self' ? $$ : 0 + $_ } split / /, $arguments;
  my $errno = syscall(0 + $number, @arguments) == -1 ? 0 + $! : 0;
  print "$name\\t$errno\\n";
  POSIX::_exit(0);
}`;

/** A program of 32 bit: exit(7). */
const PROGRAM_32_BIT = `
my $code = "\\xb8\\1\\0\\0\\0\\xbb\\7\\0\\0\\0\\xcd\\x80";
my ($base, $size) = (0x08048000, 84 + length $code);
my $header = "\\x7fELF\\1\\1\\1" . "\\0" x 9 . pack 'vvVVVVVvvvvvv', 2, 3, 1, $base + 84, 52, 0, 0, 52, 32, 1, 40, 0, 0;
open my $file, '>', '/tmp/program' or die;
print $file $header, pack('VVVVVVVV', 1, 0, $base, $base, $size, $size, 5, 0x1000), $code;
chmod 0755, $file;`;

describe('the seccomp profile of a sandbox', () => {
  let box: DockerUnderTest;
  let driver: SandboxDriver;
  let sandbox: Sandbox;
  let image: string;
  const answers: { learner?: Answers; nested?: Answers; unfiltered?: Answers } = {};

  beforeAll(async () => {
    box = await dockerUnderTest();
    driver = createDockerDriver(box.options);
    sandbox = await driver.create({ id: newId() });
    image = await importTools(sandbox);
    const probe = ['perl', '-e', PROBE, ...all.flatMap(probeArguments)];
    const inside = async (command: readonly string[]) => {
      const { exitCode, stdout, stderr } = await sandbox.exec({ command });
      expect(exitCode, stderr).toBe(0);
      return parse(stdout);
    };
    // Nothing of the inner engine stands before the outer filter.
    const free = ['--cap-add=ALL', '--security-opt=seccomp=unconfined', '-v=/usr:/usr:ro'];
    answers.learner = await inside(probe);
    answers.nested = await inside(['docker', 'run', '--rm', ...free, image, ...probe]);
    answers.unfiltered = parse(await runUnfiltered(box, probe));
  });

  afterAll(async () => {
    await sandbox?.destroy({ workspace: 'remove' });
    await driver?.close();
    await box?.release();
  });

  test.each(['learner', 'nested'] as const)('gives the %s its own answers', (who) => {
    const expected = [...refused, ...twiceRefused].filter(({ probe }) => all.includes(probe));
    expect(answersOf(expected, answers[who])).toEqual(
      Object.fromEntries(expected.map(({ probe, errno }) => [probe.name, errno])),
    );
  });

  test('and not those of the kernel', () => {
    const expected = refused.filter(({ probe }) => all.includes(probe));
    const given = answersOf(expected, answers.unfiltered);
    expect(expected.filter(({ probe, errno }) => given[probe.name] === errno)).toEqual([]);
  });

  test.each(['learner', 'nested'] as const)('leaves the %s what makes containers', (who) => {
    const allowed = ALLOWED_PROBES.map((probe) => ({ probe }));
    const given = answersOf(allowed, answers[who]);
    expect(given).toEqual(answersOf(allowed, answers.unfiltered));
    expect(Object.values(given)).not.toContain(ERRNO.EPERM);
    expect(Object.values(given)).not.toContain(ERRNO.ENOSYS);
  });

  test('holds for processes that docker exec brings in, and for containers with the inner one', async () => {
    const seccomp = (lines: string) =>
      /^Seccomp:\t(\d)\nSeccomp_filters:\t(\d)$/m.exec(lines)?.slice(1);
    const status = 'cat /proc/self/status';
    expect(seccomp(await sh(sandbox, status))).toEqual(['2', '1']);
    const nested = await sh(sandbox, `docker run --rm -v /usr:/usr:ro ${image} ${status}`);
    expect(seccomp(nested)).toEqual(['2', '2']);
  });

  test.runIf(process.arch === 'x64')('ends programs of 32 bit', async () => {
    const { stdout } = await sandbox.exec({
      command: ['sh', '-c', 'perl -e "$1"; /tmp/program; echo $?', 'sh', PROGRAM_32_BIT],
    });
    expect(stdout).toBe(`${128 + 31}\n`);
  });

  test('lets the inner engine build, with BuildKit', async () => {
    const files = '/bin/sh $(ldd /bin/sh | grep -o "/[^ ]*")';
    await sh(sandbox, `tar -ch ${files} | docker import - drydock-test/shell`);
    const lines =
      'FROM drydock-test/shell\nRUN --mount=type=cache,target=/c echo built > /c/f && read a < /c/f && echo $a';
    const command = ['sh', '-c', 'echo "$1" | docker build --progress=plain -', 'sh', lines];
    const { exitCode, stderr } = await sandbox.exec({ command });
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toMatch(/^#\d+ [0-9.]+ built$/m);
  });
});

function probesOf(table: Readonly<Record<string, readonly SyscallProbe[]>>) {
  return Object.entries(table).flatMap(([errno, probes]) =>
    probes.map((probe) => ({ probe, errno: ERRNO[errno as keyof typeof ERRNO] })),
  );
}

function probeArguments({ name, numbers, args }: SyscallProbe): string[] {
  return [name, String(numbers[ARCHITECTURE]), args.join(' ')];
}

function answersOf(
  probes: readonly { readonly probe: SyscallProbe }[],
  given: Answers | undefined,
) {
  return Object.fromEntries(probes.map(({ probe }) => [probe.name, given?.get(probe.name)]));
}

function parse(output: string): Answers {
  const lines = output.split(/\r?\n/).filter((line) => line !== '');
  return new Map(
    lines.map((line) => line.split('\t')).map(([name = '', errno]) => [name, Number(errno)]),
  );
}

/** What the kernel itself says to root of a user namespace in an unprivileged container without a filter. */
async function runUnfiltered({ docker, options }: DockerUnderTest, command: readonly string[]) {
  const container = await docker.createContainer({
    Image: options.image,
    Labels: { 'io.drydock.instance': options.instance },
    User: '1000:1000',
    Entrypoint: ['unshare', '-Urmnpi', '--fork', '--', ...command],
    Tty: true,
    HostConfig: {
      CapDrop: ['ALL'],
      NetworkMode: 'none',
      SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
    },
  });
  try {
    await container.start();
    await container.wait();
    return (await container.logs({ stdout: true, stderr: true })).toString();
  } finally {
    await container.remove({ force: true, v: true });
  }
}
