export { installedByUs, purgeOurs } from './debian-packages.ts';
export { HostError, type HostErrorCode } from './errors.ts';
export { type FoundEngine, findEngine } from './find-engine.ts';
export { drydockHome } from './home.ts';
export {
  type PreparedHost,
  prepareHost,
  type Stages,
  type StartedHub,
  startPreparedHub,
} from './prepare.ts';
