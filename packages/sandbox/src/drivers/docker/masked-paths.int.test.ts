import { readFile, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, sh } from '../../contract/subject.ts';
import type { Sandbox, SandboxDriver } from '../../driver.ts';
import { type DockerUnderTest, dockerUnderTest } from './docker-under-test.ts';
import { createDockerDriver } from './index.ts';
import { importTools } from './web-container.ts';

/** What engines cover in their containers, and what they make read-only. */
const COVERED = [
  ...['acpi', 'asound', 'interrupts', 'kcore', 'keys', 'latency_stats', 'sched_debug', 'scsi'],
  ...['timer_list', 'timer_stats'],
]
  .map((name) => `/proc/${name}`)
  .concat('/sys/firmware', '/sys/devices/virtual/powercap');
const READ_ONLY = ['bus', 'fs', 'irq', 'sys', 'sysrq-trigger'].map((name) => `/proc/${name}`);

/** What may be read of what engines cover, and why it does no harm. */
const HARMLESS: readonly (readonly [RegExp, string])[] = [
  [/^\/proc\/interrupts$/, 'Counts by processor; their sums are in /proc/stat of every container.'],
  [
    /^\/proc\/keys$/,
    'Names and lengths of the keys of the host’s user 1000. Contents need keyctl, which is absent.',
  ],
  [
    /^\/proc\/(acpi|asound|scsi)\//,
    'Which devices the box has. The devices themselves are not there.',
  ],
  [
    /^\/sys\/firmware\/memmap\//,
    'What the firmware says where memory lies; not where the kernel put what.',
  ],
  [/^\/sys\/firmware\/acpi\/(pm_profile|hotplug\/)/, 'Kinds and settings, no tables.'],
  [/^\/sys\/firmware\/(efi\/fw_platform_size|devicetree\/)/, 'Which machine it is.'],
  [/powercap\/.*\/(name|uevent|enabled|constraint_|max_|power\/)/, 'Limits; no measurements.'],
];

/** Settings of the namespaces that root of a sandbox owns: network, user, IPC, process numbers. */
const OWN_SETTINGS = [
  /^\/proc\/sys\/(net|user|fs\/mqueue)\//,
  /^\/proc\/sys\/kernel\/(shm|sem|msg|auto_msgmni$|ns_last_pid$|pid_max$)/,
];

/** Opens each file below the paths, writing nothing: `r` or `-`, `w` or `-`, its path. First argument: what to tell. */
const WALK = `
use Fcntl;
my $told = shift @ARGV;
sub walk {
  my ($path) = @_;
  return if -l $path;
  if (-d _) {
    opendir my $folder, $path or return;
    walk("$path/$_") for grep { !/^\\.\\.?$/ } readdir $folder;
    return;
  }
  return if !-e _;
  my $write = sysopen(my $output, $path, O_WRONLY | O_NONBLOCK) ? 'w' : '-';
  my $read = sysopen(my $input, $path, O_RDONLY | O_NONBLOCK) ? 'r' : '-';
  print "$read$write$path\\n" if index("$read$write", $told) >= 0;
}
walk($_) for @ARGV;`;

describe('what engines mask in a container, and a sandbox cannot', () => {
  let box: DockerUnderTest;
  let driver: SandboxDriver;
  let sandbox: Sandbox;
  let image: string;

  beforeAll(async () => {
    box = await dockerUnderTest();
    driver = createDockerDriver(box.options);
    sandbox = await driver.create({ id: newId() });
    image = await importTools(sandbox);
  });

  afterAll(async () => {
    await sandbox?.destroy({ workspace: 'remove' });
    await driver?.close();
    await box?.release();
  });

  async function run(who: 'learner' | 'privileged container', command: readonly string[]) {
    const nested = ['docker', 'run', '--rm', '--privileged', '-v=/usr:/usr:ro', image];
    const { exitCode, stdout, stderr } = await sandbox.exec({
      command: who === 'learner' ? command : [...nested, ...command],
    });
    expect(exitCode, stderr).toBe(0);
    return stdout;
  }

  async function walk(who: 'learner' | 'privileged container', told: string, ...paths: string[]) {
    const lines = (await run(who, ['perl', '-e', WALK, told, ...paths])).trim().split('\n');
    return lines.filter((line) => line !== '').map((line) => line.slice(2));
  }

  test('covering one file is enough that a user namespace cannot mount /proc', async () => {
    const mount = async (covered: readonly string[]) => {
      const container = await box.docker.createContainer({
        Image: box.options.image,
        Labels: { 'io.drydock.instance': box.options.instance },
        User: '1000:1000',
        Entrypoint: ['unshare', '-Urmpf', '--mount-proc', 'true'],
        HostConfig: {
          CapDrop: ['ALL'],
          NetworkMode: 'none',
          SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
          MaskedPaths: [...covered],
          ReadonlyPaths: [],
        } as object,
      });
      try {
        await container.start();
        return ((await container.wait()) as { readonly StatusCode: number }).StatusCode;
      } finally {
        await container.remove({ force: true, v: true });
      }
    };
    expect(await mount(['/proc/there-is-no-such-file'])).toBe(0);
    expect(await mount(['/proc/interrupts'])).not.toBe(0);
  });

  describe.each(['learner', 'privileged container'] as const)('for a %s', (who) => {
    test('is not writable, but for the settings of its own namespaces', async () => {
      const writable = await walk(who, 'w', ...COVERED, ...READ_ONLY, '/sys');
      const own = writable.filter((path) => OWN_SETTINGS.some((pattern) => pattern.test(path)));
      expect(own).toContain('/proc/sys/net/ipv4/ip_forward');
      expect(writable.filter((path) => !own.includes(path))).toEqual([]);
    });

    test('is readable only where it does no harm', async () => {
      const readable = await walk(who, 'r', ...COVERED);
      expect(readable).toContain('/proc/interrupts');
      expect(readable.filter((path) => !HARMLESS.some(([pattern]) => pattern.test(path)))).toEqual(
        [],
      );
    });

    test('is not readable where only the real root may', async () => {
      const there = await walk(who, '-', ...COVERED);
      const modes = await Promise.all(
        there.map(async (path) => [path, await modeOf(path)] as const),
      );
      const secret = modes.filter(([, mode]) => (mode & 0o004) === 0).map(([path]) => path);
      expect(secret).toContain('/proc/timer_list');
      const readable = await walk(who, 'r', ...COVERED);
      expect(secret.filter((path) => readable.includes(path))).toEqual([]);
    });

    test('tells no address of the kernel', async () => {
      const addresses = (text: string) =>
        text.split('\n').filter((line) => /^\s*0*[1-9a-f][0-9a-f]*[ -]/.test(line)).length;
      for (const path of ['/proc/kallsyms', '/proc/iomem']) {
        expect(addresses(await readFile(path, 'utf8')), path).toBeGreaterThan(0);
        expect(addresses(await run(who, ['head', '-c', '100000', path])), path).toBe(0);
      }
    });
  });

  test('a setting of a sandbox is its own', async () => {
    const path = '/proc/sys/net/ipv4/tcp_fin_timeout';
    const before = await readFile(path, 'utf8');
    const other = String(Number(before) + 1);
    expect(await sh(sandbox, `echo ${other} > ${path} && cat ${path}`)).toBe(`${other}\n`);
    expect(await readFile(path, 'utf8')).toBe(before);
  });
});

/** As the host has it; 0 for what only the sandbox has. */
async function modeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ mode }) => mode,
    () => 0,
  );
}
