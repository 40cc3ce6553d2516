export { versionOf } from './content.ts';
export * from './driver.ts';
export * from './errors.ts';
export * from './shell-marks.ts';
