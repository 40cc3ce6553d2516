export { HostError, type HostErrorCode } from './errors.ts';
export type { FoundEngine } from './find-engine.ts';
export { drydockHome } from './home.ts';
export {
  type HubPlace,
  type PreparedHost,
  placeHub,
  prepareHost,
  type Stages,
  startPreparedHub,
} from './prepare.ts';
export { whileServing, whileUsing } from './serving.ts';
export {
  removeInstance,
  type StoppedEngine,
  stopEngine,
  type TakenDown,
  takeDown,
} from './take-down.ts';
