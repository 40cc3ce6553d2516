/** System calls that are answered alike, for one reason. */
export interface SyscallGroup {
  readonly reason: string;
  /** Names of x86_64 and arm64, divided by white space; an engine takes no notice of what it does not know. */
  readonly names: string;
}

/** What a process in a sandbox may call, with any arguments. */
export const ALLOWED: readonly SyscallGroup[] = [
  {
    reason: 'Reading, writing, copying and closing what is open; pipes.',
    names: `read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek close close_range
      dup dup2 dup3 pipe pipe2 fcntl flock ioctl sendfile splice tee vmsplice copy_file_range readahead
      fadvise64 fallocate truncate ftruncate fsync fdatasync sync syncfs sync_file_range cachestat`,
  },
  {
    reason:
      'Files and folders. Devices made with mknod are refused by the kernel in a user namespace.',
    names: `open openat openat2 creat access faccessat faccessat2 stat lstat fstat newfstatat statx statfs fstatfs
      getdents getdents64 getcwd chdir fchdir mkdir mkdirat rmdir mknod mknodat link linkat symlink symlinkat
      readlink readlinkat unlink unlinkat rename renameat renameat2 umask chmod fchmod fchmodat fchmodat2
      chown lchown fchown fchownat utime utimes futimesat utimensat file_getattr file_setattr
      setxattr lsetxattr fsetxattr setxattrat getxattr lgetxattr fgetxattr getxattrat
      listxattr llistxattr flistxattr listxattrat removexattr lremovexattr fremovexattr removexattrat`,
  },
  {
    reason:
      'Waiting for events of files, timers, signals and children; asynchronous reading (databases).',
    names: `poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2
      eventfd eventfd2 signalfd signalfd4 inotify_init inotify_init1 inotify_add_watch inotify_rm_watch
      timerfd_create timerfd_settime timerfd_gettime
      io_setup io_submit io_getevents io_pgetevents io_cancel io_destroy`,
  },
  {
    reason: 'Memory of the process itself.',
    names: `brk mmap munmap mprotect mremap remap_file_pages msync mincore madvise mlock mlock2 mlockall munlock
      munlockall memfd_create memfd_secret pkey_alloc pkey_free pkey_mprotect membarrier map_shadow_stack mseal`,
  },
  {
    reason:
      'Processes and threads. clone and clone3 make namespaces, too: see the group of namespaces.',
    names: `fork vfork clone clone3 execve execveat exit exit_group wait4 waitid pidfd_open
      getpid getppid gettid getpgid setpgid getpgrp getsid setsid set_tid_address rseq restart_syscall
      futex futex_waitv futex_wait futex_wake futex_requeue set_robust_list get_robust_list prctl arch_prctl
      getrlimit setrlimit prlimit64 getrusage times getpriority setpriority ioprio_get ioprio_set
      getcpu sched_yield sched_getaffinity sched_setaffinity sched_getparam sched_setparam
      sched_getscheduler sched_setscheduler sched_getattr sched_setattr sched_rr_get_interval
      sched_get_priority_min sched_get_priority_max`,
  },
  {
    reason: 'Signals, to processes that the kernel lets the sender reach.',
    names: `kill tkill tgkill pidfd_send_signal process_mrelease pause sigaltstack rt_sigaction rt_sigprocmask
      rt_sigpending rt_sigsuspend rt_sigtimedwait rt_sigqueueinfo rt_tgsigqueueinfo rt_sigreturn`,
  },
  {
    reason: 'Who the process is, within the user namespace.',
    names: `getuid geteuid getgid getegid getresuid getresgid getgroups setuid setgid setreuid setregid setresuid
      setresgid setfsuid setfsgid setgroups capget capset`,
  },
  {
    reason: 'Reading clocks, sleeping, timers; setting a clock is below, with what is refused.',
    names: `time gettimeofday clock_gettime clock_getres clock_nanosleep nanosleep alarm getitimer setitimer
      timer_create timer_settime timer_gettime timer_getoverrun timer_delete`,
  },
  {
    reason: 'What the machine is, and random numbers.',
    names: 'uname sysinfo getrandom',
  },
  {
    reason: 'Sockets once they are there; which may be made, socket-rules.ts says.',
    names: `bind connect listen accept accept4 getsockname getpeername getsockopt setsockopt shutdown
      sendto sendmsg sendmmsg recvfrom recvmsg recvmmsg`,
  },
  {
    reason: 'Memory, semaphores and queues shared between processes of one IPC namespace.',
    names: `shmget shmat shmdt shmctl semget semop semtimedop semctl msgget msgsnd msgrcv msgctl
      mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr`,
  },
  {
    reason: 'Programs that give up rights, as the inner engine makes every container do.',
    names: 'seccomp landlock_create_ruleset landlock_add_rule landlock_restrict_self',
  },
  {
    reason: `Debuggers: gdb, strace. The kernel lets them touch only processes of the same user namespace, and since 4.8
      they cannot lead a process past its filter (an engine in a user namespace needs 5.11 anyway).`,
    names: 'ptrace process_vm_readv process_vm_writev',
  },
  {
    reason: `What makes containers: the inner engine, runc, BuildKit, rootlesskit, nsenter, ip netns. The engines' own
      profiles leave it to containers with CAP_SYS_ADMIN; here the kernel asks for that capability in the user namespace,
      which a sandbox's root has over its own mounts, names and networks and over nothing else.`,
    names: `unshare setns mount umount2 pivot_root chroot sethostname setdomainname
      fsopen fsconfig fsmount fspick open_tree open_tree_attr move_mount mount_setattr statmount listmount`,
  },
];

/** Answered as by a kernel that does not have them (ENOSYS), as programs then do without. */
export const ABSENT: readonly SyscallGroup[] = [
  {
    reason: `The kernel's keys are counted by user of the host, 200 each, and all sandboxes share one. runc goes on
      without a keyring only when it is told that there is no such call.`,
    names: 'add_key request_key keyctl',
  },
  {
    reason:
      'io_uring has been a way into the kernel too often. Programs fall back to epoll when it is absent.',
    names: 'io_uring_setup io_uring_enter io_uring_register',
  },
  {
    reason: 'Segments of 16 and 32 bit programs, which a sandbox does not run: see profile.ts.',
    names: 'modify_ldt',
  },
];

/**
 * Refused (EPERM), as everything is that no list names. This list is for the reader and for the tests: most of it the
 * kernel refuses in a user namespace anyway, today; some of it, it does not.
 */
export const REFUSED: readonly SyscallGroup[] = [
  {
    reason: `Changes or reads the whole machine: modules, another kernel, swap, clocks, accounting, the kernel's log,
      hardware ports. adjtimex only reads when its structure says so, but a filter cannot see structures.`,
    names: `init_module finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff acct syslog vhangup
      settimeofday clock_settime adjtimex clock_adjtime iopl ioperm quotactl quotactl_fd`,
  },
  {
    reason:
      'Programs and probes in the kernel. runc takes the refusal for what it is in a user namespace.',
    names: 'bpf perf_event_open',
  },
  {
    reason: 'Holds the kernel up in the middle of a copy, which is half of many ways into it.',
    names: 'userfaultfd',
  },
  {
    reason:
      'Opens files by number, past folders and mounts: the old way out of a container; and how to get a number.',
    names: 'open_by_handle_at name_to_handle_at',
  },
  {
    reason:
      'Watches and holds up whole file systems; nothing in a sandbox needs more than inotify.',
    names: 'fanotify_init fanotify_mark',
  },
  {
    reason:
      'Where memory lies and what it is worth, of other processes and for the machine. As the engines do.',
    names: `mbind set_mempolicy get_mempolicy set_mempolicy_home_node move_pages migrate_pages process_madvise`,
  },
  {
    reason:
      'Takes and compares the open files of others: for those who save and restore processes. No debugger needs it.',
    names: 'pidfd_getfd kcmp',
  },
  {
    reason: 'Nobody uses these any more.',
    names: 'lookup_dcookie nfsservctl uselib ustat sysfs _sysctl',
  },
];
