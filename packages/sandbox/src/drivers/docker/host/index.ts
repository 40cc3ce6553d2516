export { examineBox } from './doctor/doctor.ts';
export type { Finding } from './doctor/finding.ts';
export type { FoundEngine } from './engine/find-engine.ts';
export { HostError, type HostErrorCode } from './errors.ts';
export { drydockHome } from './home.ts';
export { prepareConventionalImage } from './images/root-image.ts';
export type { MissedImage } from './images/wanted-names.ts';
export { parseIsolation } from './isolation.ts';
export { ownLabels } from './labels.ts';
export { startPreparedPackages } from './network/prepared-packages.ts';
export {
  type HubPlace,
  type PreparedHost,
  placeHub,
  prepareHost,
  type Stages,
  startPreparedHub,
} from './prepare.ts';
export {
  removeInstance,
  type StoppedEngine,
  stopEngine,
  type TakenDown,
  takeDown,
} from './removal/take-down.ts';
export { whileServing, whileUsing } from './serving.ts';
