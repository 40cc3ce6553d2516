type Name = keyof typeof NUMBERS;

/** The number of a system call on this machine's kind of processor. */
export function systemCall(name: Name): number {
  const [x64, arm64] = NUMBERS[name];
  if (process.arch === 'x64') return x64;
  if (process.arch === 'arm64') return arm64;
  throw new Error(`The numbers of system calls are not known for ${process.arch}.`);
}

/** x86_64, arm64; from the kernel's tables. */
const NUMBERS = {
  add_key: [248, 217],
  bpf: [321, 280],
  finit_module: [313, 273],
  init_module: [175, 105],
  inotify_add_watch: [254, 27],
  inotify_init1: [294, 26],
  ioctl: [16, 29],
  kexec_load: [246, 104],
  keyctl: [250, 219],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  perf_event_open: [298, 241],
  pidfd_open: [434, 434],
  process_vm_readv: [310, 270],
  ptrace: [101, 117],
  reboot: [169, 142],
  settimeofday: [164, 170],
  setns: [308, 268],
  setxattr: [188, 5],
  shmat: [30, 196],
  shmget: [29, 194],
  syslog: [103, 116],
} as const;
