export { CheckError, type CheckErrorCode, type Probe, type ProbeResult } from './probe.ts';
