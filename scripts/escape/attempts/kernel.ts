import type { Attempt } from '../attempt.ts';
import { perl, type Scripted, scripted, shell } from '../script.ts';
import { systemCall } from '../system-calls.ts';

/** What a kernel without the facility says, also to the host's root. */
const NO_SUCH = /not implemented|No such file|not permitted on this kernel/i;

const CAPABILITY = 'the capability counts in the sandbox’s user namespace only';
const MODE = 'the file belongs to the host’s root, who is nobody in a user namespace';
const SECCOMP = 'seccomp profile';

/** Writes what is there already: a success changes nothing on the host. */
function rewrite(path: string, name: string): Attempt {
  return kernelAttempt({
    name,
    blockedBy: MODE,
    command: () =>
      shell(
        `[ -e ${path} ] || echo 'NO ${path}: No such file'; value=$(cat ${path} 2> /dev/null) && write "$value" ${path}; true`,
      ),
  });
}

export const kernel: readonly Attempt[] = [
  kernelAttempt({
    name: 'write /proc/sysrq-trigger',
    blockedBy: MODE,
    // Prints the kernel's help, where it works.
    command: () => shell('write h /proc/sysrq-trigger'),
  }),
  rewrite('/proc/sys/kernel/core_pattern', 'have the host run a program by core_pattern'),
  rewrite('/proc/sys/kernel/modprobe', 'have the host run a program by kernel.modprobe'),
  rewrite('/sys/kernel/uevent_helper', 'have the host run a program by uevent_helper'),
  kernelAttempt({
    name: 'open any of the host’s sysctls for writing',
    blockedBy: MODE,
    // Those of the network, of users and of IPC belong to namespaces. Opening alone changes nothing.
    command: () =>
      perl(`
        for my $file (glob('/proc/sys/kernel/* /proc/sys/vm/* /proc/sys/fs/* /proc/sys/dev/*/*')) {
          next if !-f $file || $file =~ m{/(?:hostname|domainname|ns_last_pid|sem\\w*|shm\\w*|msg\\w*|auto_msgmni)\\z};
          my $handle;
          my $opened = open($handle, '+<', $file) || open($handle, '>', $file);
          if ($opened) { print "GOT $file: opened\\n" } else { print "NO $file: $!\\n" }
        }`),
  }),
  kernelAttempt({
    name: 'load a kernel module (init_module)',
    blockedBy: `${SECCOMP}, CAP_SYS_MODULE of the host`,
    command: () => refusedOnly('init_module', `${systemCall('init_module')}, 'garbage', 7, ''`),
  }),
  kernelAttempt({
    name: 'load a kernel module (finit_module)',
    blockedBy: `${SECCOMP}, CAP_SYS_MODULE of the host`,
    command: () => refusedOnly('finit_module', `${systemCall('finit_module')}, 0, '', 0`),
  }),
  kernelAttempt({
    name: 'load another kernel (kexec_load)',
    blockedBy: `${SECCOMP}, CAP_SYS_BOOT of the host`,
    // Flags that do not exist: a kernel that would do it says so.
    command: () => refusedOnly('kexec_load', `${systemCall('kexec_load')}, 0, 0, 0, 0x12345`),
  }),
  kernelAttempt({
    name: 'reboot the host',
    blockedBy: `${SECCOMP}, ${CAPABILITY}`,
    // Without the magic numbers: who may do it is told that they are missing.
    command: () => refusedOnly('reboot', `${systemCall('reboot')}, 0, 0, 0, 0`),
  }),
  kernelAttempt({
    name: 'set the host’s clock',
    blockedBy: `${SECCOMP}, ${CAPABILITY}`,
    // Sets neither the time nor the zone, and still asks whether it might.
    command: () => perl(`call('settimeofday', ${systemCall('settimeofday')}, 0, 0);`),
  }),
  kernelAttempt({
    name: 'load a BPF program or map',
    blockedBy: `${SECCOMP}, CAP_BPF of the host`,
    command: () =>
      perl(`call('bpf', ${systemCall('bpf')}, 0, pack('LLLL', 2, 4, 4, 1) . "\\0" x 112, 128);`),
  }),
  kernelAttempt({
    name: 'watch the host’s processors (perf_event_open)',
    blockedBy: `${SECCOMP}, CAP_PERFMON of the host`,
    command: () =>
      perl(
        `call('perf', ${systemCall('perf_event_open')}, pack('LLQ', 1, 112, 0) . "\\0" x 96, -1, 0, -1, 0);`,
      ),
  }),
  kernelAttempt({
    name: 'read the kernel’s log',
    blockedBy: `${SECCOMP}, CAP_SYSLOG of the host; /dev/kmsg is not in the sandbox`,
    command: () =>
      perl(`
        my $log = "\\0" x 65536;
        call('syslog', ${systemCall('syslog')}, 3, $log, 65536);
        for my $file ('/dev/kmsg', '/proc/kmsg') {
          my ($handle, $line);
          say_if($file, sysopen($handle, $file, 04000) && sysread($handle, $line, 8192), 'read');
        }`),
  }),
  kernelAttempt({
    name: 'read the machine’s memory (/dev/mem, /proc/kcore)',
    blockedBy: `${MODE}; no such device in the sandbox`,
    command: () =>
      shell(`
        for file in /proc/kcore /dev/mem /dev/kmem /dev/port; do try head -c 16 $file; done
        node=$(mktemp -u) && try mknod $node c 1 1 && [ -e $node ] && { try head -c 16 $node; rm -f $node; }
        true`),
    absent: /.*/,
  }),
  kernelAttempt({
    name: 'learn where the kernel is (/proc/kallsyms)',
    blockedBy: 'kptr_restrict and CAP_SYSLOG of the host',
    command: () =>
      shell(`
        found=$(grep -m 1 ' [tT] ' /proc/kallsyms) && [[ $found != 0000000000000000* ]] \\
          && echo "GOT address: $found" || echo "NO address: \${found:-unreadable}"`),
    absent: /0000000000000000/,
  }),
  kernelAttempt({
    name: 'have the host run a program by cgroup v1 release_agent',
    blockedBy: 'cgroup v1 cannot be mounted in a user namespace; what is mounted is read-only',
    command: () =>
      shell(`
        folder=$(mktemp -d)
        for controller in memory cpu pids rdma; do
          for enter in "env" "unshare --user --map-root-user --mount --cgroup"; do
            try $enter bash -c 'mount -t cgroup -o '$controller' cgroup '$folder' && value=$(cat '$folder'/release_agent) \\
              && printf "%s" "$value" > '$folder'/release_agent; code=$?; umount '$folder'; exit $code'
          done
        done
        for file in /sys/fs/cgroup/*/release_agent; do
          [ -e $file ] && try bash -c 'value=$(cat $0) && printf "%s" "$value" > $0' $file
        done
        rmdir $folder`),
    absent: /unknown filesystem|No such/,
  }),
  kernelAttempt({
    name: 'leave the sandbox’s limits (cgroup)',
    blockedBy: 'the cgroups of the host are mounted read-only and belong to its root',
    command: () =>
      shell(`
        for file in /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/pids/pids.max \\
          /sys/fs/cgroup/memory.max /sys/fs/cgroup/pids.max /sys/fs/cgroup/*/cgroup.procs \\
          /sys/fs/cgroup/*/*/cgroup.procs /sys/fs/cgroup/cgroup.procs; do
          [ -e $file ] && try bash -c ': >> $0' $file
        done
        folder=$(mktemp -d)
        try bash -c 'mount -t cgroup2 none $0 && { : >> $0/cgroup.procs; code=$?; umount $0; exit $code; }' $folder
        rmdir $folder`),
  }),
];

function kernelAttempt(options: Omit<Scripted, 'topic'>): Attempt {
  return scripted({ topic: 'kernel', absent: NO_SUCH, ...options });
}

/** A call with nonsense in it: whoever is allowed it gets another answer than a refusal. */
function refusedOnly(name: string, words: string) {
  return perl(`
    my $empty = '';
    my $result = syscall(${words.replaceAll("''", '$empty').replaceAll("'garbage'", "my $garbage = 'garbage'")});
    my $refused = $result == -1 && ($!{EPERM} || $!{ENOSYS} || $!{EACCES});
    say_if('${name}', !$refused, $result == -1 ? "$!" : $result);`);
}
