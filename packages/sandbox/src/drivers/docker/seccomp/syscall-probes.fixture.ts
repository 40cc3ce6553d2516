/** A system call made to see who answers: the filter, or the kernel behind it. */
export interface SyscallProbe {
  /** The call, and what is special about its arguments. */
  readonly name: string;
  /** Its number on x86_64 and on arm64; -1 where there is none. */
  readonly numbers: readonly [number, number];
  /** Numbers; `buffer`: 4096 zero bytes; `self`: its process. Without a filter, too, nothing comes of it. */
  readonly args: readonly (number | 'buffer' | 'self')[];
}

/** Of Linux on every architecture. */
export const ERRNO = { EPERM: 1, ENOSYS: 38, EPROTONOSUPPORT: 93, EAFNOSUPPORT: 97 } as const;

/** By the filter's answer. Without a filter the kernel has another answer for a learner. */
export const REFUSED_PROBES: Readonly<Record<keyof typeof ERRNO, readonly SyscallProbe[]>> = {
  EPERM: [
    // A size that cannot be: E2BIG.
    probe('bpf', [321, 280], [0, 'buffer', 1 << 20]),
    // Flags that do not exist: EINVAL.
    probe('perf_event_open', [298, 241], ['buffer', 0, -1, -1, 1 << 20]),
    // UFFD_USER_MODE_ONLY: gives a descriptor to everybody.
    probe('userfaultfd', [323, 282], [1]),
    probe('name_to_handle_at', [303, 264], [-1, 'buffer', 0, 0, 0]),
    probe('open_by_handle_at', [304, 265], [-1, 'buffer', 0]),
    // FAN_REPORT_FID: gives a descriptor to everybody.
    probe('fanotify_init', [300, 262], [0x200, 0]),
    probe('fanotify_mark', [301, 263], [-1, 0, 0, -1, 0]),
    // A clock that is not there: EINVAL. Times that cannot be: EINVAL.
    probe('clock_settime', [227, 112], [99, 'buffer']),
    probe('settimeofday', [164, 170], [1, 1]),
    probe('adjtimex', [159, 171], ['buffer']),
    probe('clock_adjtime', [305, 266], [99, 'buffer']),
    probe('iopl', [172, -1], [0]),
    probe('ioperm', [173, -1], [0, 1, 0]),
    probe('quotactl', [179, 60], [0xff, 0, 0, 0]),
    probe('quotactl_fd', [443, 443], [-1, 0xff, 0, 0]),
    probe('mbind', [237, 235], [0, 0, 0, 0, 0, 0]),
    probe('set_mempolicy', [238, 237], [0, 0, 0]),
    probe('get_mempolicy', [239, 236], [0, 0, 0, 0, 0]),
    probe('move_pages', [279, 239], [0, 0, 0, 0, 0, 0]),
    probe('process_madvise', [440, 440], [-1, 0, 0, 0, 0]),
    probe('pidfd_getfd', [438, 438], [-1, 0, 0]),
    probe('kcmp', [312, 272], ['self', 'self', 99, 0, 0]),
    probe('personality without address randomization', [135, 92], [0x40000]),
    probe('socketpair, not AF_UNIX', [53, 199], [2, 1, 0, 'buffer']),
  ],
  ENOSYS: [
    probe('keyctl', [250, 219], [0, -3, 0]),
    probe('add_key', [248, 217], [0, 0, 0, 0, 0]),
    probe('request_key', [249, 218], [0, 0, 0, 0]),
    probe('io_uring_setup', [425, 425], [1, 0]),
    probe('io_uring_enter', [426, 426], [-1, 0, 0, 0, 0, 0]),
    probe('io_uring_register', [427, 427], [-1, 99, 0, 0]),
    probe('modify_ldt', [154, -1], [0, 'buffer', 16]),
  ],
  EAFNOSUPPORT: [
    probe('socket AF_VSOCK', [41, 198], [40, 1, 0]),
    probe('socket AF_INET by its lower half', [41, 198], [0x1_0000_0002, 1, 0]),
  ],
  EPROTONOSUPPORT: [
    probe('socket NETLINK_XFRM', [41, 198], [16, 3, 6]),
    probe('socket NETLINK_AUDIT', [41, 198], [16, 3, 9]),
  ],
};

/** Refused by the filter, and by kernels that have them at all with the same errno. */
export const TWICE_REFUSED_PROBES: Readonly<
  Record<'EPERM' | 'EAFNOSUPPORT', readonly SyscallProbe[]>
> = {
  EPERM: [
    probe('init_module', [175, 105], [0, 0, 0]),
    probe('finit_module', [313, 273], [-1, 0, 0]),
    probe('delete_module', [176, 106], ['buffer', 0]),
    probe('kexec_load', [246, 104], [0, 0, 0, -1]),
    probe('kexec_file_load', [320, 294], [-1, -1, 0, 0, -1]),
    probe('reboot', [169, 142], [1, 2, 3, 0]),
    probe('swapon', [167, 224], ['buffer', 0]),
    probe('swapoff', [168, 225], ['buffer']),
    probe('acct', [163, 89], ['buffer']),
    probe('vhangup', [153, 58], []),
    probe('syslog, how much there is', [103, 116], [10, 0, 0]),
    probe('syslog, all of it', [103, 116], [3, 'buffer', 4096]),
    probe('lookup_dcookie', [212, 18], [0, 'buffer', 1]),
    probe('nfsservctl', [180, 42], [0, 0, 0]),
  ],
  EAFNOSUPPORT: [
    probe('socket AF_ALG', [41, 198], [38, 5, 0]),
    probe('socket AF_KEY', [41, 198], [15, 3, 2]),
    probe('socket AF_CAN', [41, 198], [29, 3, 1]),
    probe('socket AF_BLUETOOTH', [41, 198], [31, 3, 1]),
  ],
};

/** What nested containers are made with, and what a filter could take for something else. */
export const ALLOWED_PROBES: readonly SyscallProbe[] = [
  // All namespaces at once: user, mount, network, process, IPC, host name, cgroup.
  probe('unshare', [272, 97], [0x7e020000]),
  probe('clone3', [435, 435], [0, 0]),
  probe('setns', [308, 268], [-1, 0]),
  probe('mount', [165, 40], ['buffer', 'buffer', 0, 0, 0]),
  probe('umount2', [166, 39], ['buffer', 0]),
  probe('pivot_root', [155, 41], ['buffer', 'buffer']),
  probe('chroot', [161, 51], ['buffer']),
  probe('fsopen', [430, 430], ['buffer', 0]),
  probe('fsconfig', [431, 431], [-1, 0, 0, 0, 0]),
  probe('fsmount', [432, 432], [-1, 0, 0]),
  probe('fspick', [433, 433], [-1, 'buffer', 0]),
  probe('open_tree', [428, 428], [-1, 'buffer', 0]),
  probe('move_mount', [429, 429], [-1, 'buffer', -1, 'buffer', 0]),
  probe('mount_setattr', [442, 442], [-1, 'buffer', 0, 'buffer', 0]),
  probe('ptrace', [101, 117], [0x4206, 0, 0, 0]),
  probe('process_vm_readv', [310, 270], [0, 0, 0, 0, 0, 0]),
  probe('personality, asking', [135, 92], [0xffffffff]),
  probe('socket AF_UNIX', [41, 198], [1, 1, 0]),
  probe('socket AF_INET', [41, 198], [2, 1, 0]),
  probe('socket AF_INET6', [41, 198], [10, 1, 0]),
  probe('socket AF_PACKET', [41, 198], [17, 3, 0]),
  probe('socket NETLINK_ROUTE', [41, 198], [16, 3, 0]),
  probe('socket NETLINK_NETFILTER', [41, 198], [16, 3, 12]),
];

function probe(
  name: string,
  numbers: SyscallProbe['numbers'],
  args: SyscallProbe['args'],
): SyscallProbe {
  return { name, numbers, args };
}
