export { type Condition, conditionSchema } from '../condition.ts';
export { type Judgement, judge } from './judge.ts';
export { CheckError, type CheckErrorCode, type Probe, type ProbeResult } from './probe.ts';
