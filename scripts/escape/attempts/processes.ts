import { spawn } from 'node:child_process';
import { type Attempt, control, type Outcome } from '../attempt.ts';
import type { Range } from '../range.ts';
import { type Command, outcomeOf, perl, shell } from '../script.ts';
import { systemCall } from '../system-calls.ts';

const PIDS = 'PID namespace of the sandbox’s container';
const PARENT =
  'the sandbox’s first processes are in the parent user namespace: no ptrace from within';

export const processes: readonly Attempt[] = [
  attempt('see a process of the host', PIDS, async (range) => {
    const mark = `host-process-${range.unique}`;
    const child = spawn('bash', ['-c', `exec -a ${mark} sleep 1000`], { stdio: 'ignore' });
    range.atEnd(async () => child.kill());
    const look = shell(`
      found=$(cat /proc/[0-9]*/cmdline 2> /dev/null | tr '\\0' '\\n' | grep -c '^host[-]process-${range.unique}$')
      [ "$found" -gt 0 ] && echo "GOT it" || echo "NO host’s process: it is not in /proc"
      [ -e /proc/1 ] || echo BROKEN`);
    await waitFor(async () => !outcomeOf(await range.host.run(look), 'host').blocked);
    return learnerAndNested(range, look);
  }),
  attempt(
    'enter the host’s namespaces (nsenter to process 1)',
    `${PIDS}; ${PARENT}`,
    async (range) => {
      const { path, secret } = range.canary;
      const command = (pid: number) =>
        shell(`
        for kind in --all --mount --net --pid --uts --ipc --cgroup --user; do
          out=$(nsenter --target ${pid} $kind cat ${path} 2>&1)
          case $out in *${secret}*) echo "GOT $out" ;; *) echo "NO nsenter $kind: $out" ;; esac
        done
        out=$(cat /proc/${pid}/root${path} 2>&1) && echo "GOT $out" || echo "NO /proc/${pid}/root: $out"`);
      const onHost = await range.host.run(command(process.pid));
      control(onHost.output.includes(secret), 'the host enters those of a process of its own');
      const ofHost = await learnerAndNested(range, command(process.pid));
      return ofHost.blocked ? learnerAndNested(range, command(1)) : ofHost;
    },
  ),
  attempt('take hold of a process of the host (pidfd_open, setns)', PIDS, async (range) => {
    const { path } = range.canary;
    const command = perl(`
      for my $pid (1, ${process.pid}, ${process.ppid}, ${range.ann.pid}, ${range.bob.pid}) {
        my $process = syscall(${systemCall('pidfd_open')}, $pid, 0);
        if ($process < 0) { print "NO pidfd_open $pid: $!\n"; next }
        # In the sandbox another process may have the same number: what counts is whose files are there.
        if (syscall(${systemCall('setns')}, $process, 0x20000) < 0) { print "NO setns $pid: $!\n"; next }
        say_if("files of $pid", -e '${path}', 'the host’s');
      }`);
    const onHost = await range.host.run(command);
    control(!outcomeOf(onHost, 'host').blocked, 'the host takes hold of them');
    return learnerAndNested(range, command);
  }),
  attempt('ptrace a process outside of the user namespace', PARENT, async (range) => {
    await controlPtrace(range);
    return learnerAndNested(
      range,
      perl(`${OUTSIDE}
      for my $pid (outside()) {
        my $attached = call("attach to $pid", ${systemCall('ptrace')}, 16, $pid, 0, 0);
        call("seize $pid", ${systemCall('ptrace')}, 0x4206, $pid, 0, 0);
        my $space = "\\0" x 8; my $local = pack('PQ', $space, 8); my $there = pack('QQ', 0x400000, 8);
        call("read memory of $pid", ${systemCall('process_vm_readv')}, $pid, $local, 1, $there, 1, 0);
        say_if("open memory of $pid", scalar(open my $memory, '+<', "/proc/$pid/mem"), 'opened');
      }`),
    );
  }),
  attempt('reach the outer root through /proc/PID/root, cwd, exe and fd', PARENT, async (range) => {
    const command = perl(`${OUTSIDE}
      for my $pid (outside()) {
        for my $what ('root', 'cwd', 'exe') { say_if("/proc/$pid/$what", defined readlink("/proc/$pid/$what"), 'readable') }
        # Which numbers are open may be seen; what they lead to may not.
        my @open = map { readlink($_) // () } glob "/proc/$pid/fd/[0-9]*";
        say_if("/proc/$pid/fd", scalar(@open), "@open");
        for my $what ('environ', 'maps', 'auxv') { my $file; say_if("/proc/$pid/$what", open($file, '<', "/proc/$pid/$what") && defined(readline $file), 'readable') }
      }`);
    await controlPtrace(range);
    return learnerAndNested(range, command);
  }),
  attempt(
    'get hold of the parent user namespace (NS_GET_PARENT, setns)',
    'the kernel hands out descendants only',
    async (range) => {
      const command = (kind: string) =>
        perl(`
      open my $own, '<', '/proc/self/ns/${kind}' or die;
      # NS_GET_USERNS and NS_GET_PARENT.
      for my $question (0xb701, 0xb702) {
        my $parent = syscall(${systemCall('ioctl')}, fileno($own), $question);
        next if '${kind}' ne 'user' && $question == 0xb702;
        if ($parent < 0) { print "NO ioctl $question: $!\\n"; next }
        my $joined = syscall(${systemCall('setns')}, $parent, 0x10000000);
        # Of mount and network namespaces the owner is the user namespace one is in: entering that is refused.
        print $joined == 0 ? "GOT into the parent\\n" : "NO setns: $!\\n";
      }`);
      // In a namespace below its own, the parent is the learner’s: there the same question has an answer.
      const below = await range.ann.run(
        shell(`
      unshare --user sleep 60 & child=$!
      until [ "$(readlink /proc/$child/ns/user)" != "$(readlink /proc/self/ns/user)" ]; do kill -0 $child || break; done
      perl -e 'open my $ns, "<", "/proc/$ARGV[0]/ns/user"; print syscall(${systemCall('ioctl')}, fileno($ns), 0xb702) >= 0 ? "ANSWERED\\n" : "$!\\n"' $child
      kill $child`),
      );
      control(
        below.output.includes('ANSWERED'),
        `of a namespace below, the parent is told: ${below.output}`,
      );
      const results: Outcome[] = [];
      for (const kind of ['user', 'net', 'mnt', 'pid', 'uts', 'ipc', 'cgroup']) {
        results.push(outcomeOf(await range.ann.run(command(kind)), `learner, ${kind}`));
      }
      return (
        results.find(({ blocked }) => !blocked) ??
        results[0] ?? { blocked: false, evidence: 'not tried' }
      );
    },
  ),
  attempt(
    'become the host’s root (newuidmap, setuid, file capabilities)',
    'only 1000 and 100000-165534 are mapped, and nothing in the machine is owned by another',
    async (range) => {
      const mark = `uid-probe-${range.unique}`;
      const script = `
      cp /etc/subuid /tmp/subuid 2> /dev/null
      for file in /etc/subuid /etc/subgid; do echo 'root:0:65536' > $file; echo '0:0:65536' >> $file; done 2> /dev/null
      unshare --user bash -c 'sleep 1; exec -a ${mark} sleep 8' & child=$!
      until [ "$(readlink /proc/$child/ns/user)" != "$(readlink /proc/self/ns/user)" ]; do kill -0 $child || break; done
      newuidmap $child 0 0 65536; newgidmap $child 0 0 65536; newuidmap $child 0 4294967295 1
      for file in $(find / -xdev '(' -perm -4000 -o -perm -2000 ')' -type f 2> /dev/null); do
        [ "$(stat -c %u $file)" = 65534 ] && echo "a setuid program of nobody: $file"
      done
      cp /bin/bash /workspace/root-shell; chown 0:0 /workspace/root-shell; chmod 6755 /workspace/root-shell
      cp /bin/sleep /workspace/capable; setcap all=ep /workspace/capable
      cat /tmp/subuid > /etc/subuid 2> /dev/null; cat /tmp/subuid > /etc/subgid 2> /dev/null
      perl -e '$< = 0; $> = 0; $0 = "${mark}"; sleep 8' &
      setpriv --reuid 0 --regid 0 --clear-groups bash -c 'exec -a ${mark} sleep 8' &
      (exec -a ${mark} /workspace/capable 8) &
      docker run --rm --detach --privileged --userns host --user 0 alpine sh -c 'exec -a ${mark} sleep 8 || sleep 8'
      echo TRIED`;
      const started = await range.ann.run(shell(script));
      control(started.output.includes('TRIED'), `the script ran: ${started.output.slice(-200)}`);
      const { Processes } = (await range.ann.container.top({ ps_args: '-eo uid,pid,args' })) as {
        Processes: string[][];
      };
      control(
        Processes.some((words) => words.join(' ').includes(mark)),
        'the host sees the learner’s processes',
      );
      const foreign = Processes.filter(([uid]) => !isMapped(Number(uid)));
      const file = await range.host.output(
        'stat',
        '-c',
        '%u %a',
        `/proc/${range.ann.pid}/root/workspace/root-shell`,
      );
      const planted = file.startsWith('0 ');
      return {
        blocked: foreign.length === 0 && !planted,
        evidence:
          foreign.length > 0
            ? `uid ${foreign[0]?.join(' ')}`
            : `${Processes.length} processes, none of another uid; its setuid file is of uid ${file.split(' ')[0]}`,
      };
    },
  ),
  attempt(
    'leave a program with capabilities where the host would run it',
    'capabilities given in a user namespace count only there',
    async (range) => {
      const made = await range.ann.run(
        shell(
          `cp /bin/cat /workspace/able && setcap cap_dac_override,cap_sys_admin=ep /workspace/able && getcap -n /workspace/able`,
        ),
      );
      control(
        made.output.includes('cap_sys_admin'),
        `the learner gives a program capabilities: ${made.output}`,
      );
      const path = `/proc/${range.ann.pid}/root/workspace/able`;
      const secretFile = `${range.canary.folder}/of-root`;
      await range.host.output(
        'bash',
        '-c',
        `echo ${range.canary.secret} > ${secretFile} && chmod 600 ${secretFile}`,
      );
      const copy = `${range.canary.folder}/able`;
      // As someone of the host who is not root; a copy with the same attribute shows that it is the namespace that counts.
      await range.host.output('install', '--mode=755', '/bin/cat', copy);
      // What setcap would write, which not every host has: revision 2, in effect, CAP_DAC_OVERRIDE.
      await range.host.output(
        ...perl(`
        my ($path, $name, $value) = ('${copy}', 'security.capability', pack('L5', 0x02000001, 2, 0, 0, 0));
        syscall(${systemCall('setxattr')}, $path, $name, $value, 20, 0) == 0 or die $!;`),
      );
      const asSomebody = [
        'setpriv',
        '--reuid',
        '12345',
        '--regid',
        '12345',
        '--clear-groups',
      ] as const;
      const able = await range.host.run([...asSomebody, copy, secretFile]);
      control(
        able.output.includes(range.canary.secret),
        'a program with the host’s capabilities reads it',
      );
      const theirs = await range.host.run([
        'nsenter',
        '--target',
        String(range.ann.pid),
        '--mount',
        ...asSomebody,
        '/workspace/able',
        '/etc/shadow',
      ]);
      const direct = await range.host.run([...asSomebody, path, secretFile]);
      return {
        blocked: !direct.output.includes(range.canary.secret) && theirs.code !== 0,
        evidence: (direct.output || theirs.output).trim(),
      };
    },
  ),
];

function isMapped(uid: number): boolean {
  return uid === 1000 || (uid >= 100_000 && uid < 165_535);
}

/** Processes of the sandbox that are not of the learner’s user namespace: tini, rootlesskit and its helpers. */
const OUTSIDE = `
sub outside {
  my $own = readlink '/proc/self/ns/user';
  my @found = grep { (readlink("/proc/$_/ns/user") // '') ne $own } map { m{(\\d+)} } glob('/proc/[0-9]*');
  print "BROKEN there is nobody outside\\n" if !@found;
  return @found;
}`;

async function controlPtrace(range: Range): Promise<void> {
  const own = await range.ann.run(
    perl(`
      my $child = fork // die; if (!$child) { sleep 20; exit }
      call('attach to a child', ${systemCall('ptrace')}, 16, $child, 0, 0);
      say_if('its root', defined readlink("/proc/$child/root"), 'readable');
      kill 9, $child;`),
  );
  control(!own.output.includes('NO '), `the learner traces a process of their own: ${own.output}`);
}

async function learnerAndNested(range: Range, command: Command): Promise<Outcome> {
  const learner = outcomeOf(await range.ann.run(command), 'learner');
  if (!learner.blocked) return learner;
  return outcomeOf(await range.ann.nested(command), 'nested container');
}

async function waitFor(isThere: () => Promise<boolean>): Promise<void> {
  const late = Date.now() + 5_000;
  while (!(await isThere())) control(Date.now() < late, 'the host sees it');
}

function attempt(name: string, blockedBy: string, run: Attempt['run']): Attempt {
  return { topic: 'processes', name, blockedBy, run };
}
