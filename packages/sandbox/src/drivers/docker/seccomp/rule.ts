/** One condition on an argument, all of which have to hold. Compared as 64 bit. */
export interface Condition {
  readonly index: number;
  readonly value: number;
  readonly op: 'SCMP_CMP_EQ' | 'SCMP_CMP_GT';
}

/** A rule of the engine's seccomp format. */
export interface Rule {
  readonly names: readonly string[];
  readonly action: 'SCMP_ACT_ALLOW' | 'SCMP_ACT_ERRNO';
  readonly errnoRet?: number;
  readonly args?: readonly Condition[];
  readonly comment?: string;
}
