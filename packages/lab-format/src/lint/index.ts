export { RULES } from '../rules.ts';
export { fullName, lintImages } from './image-references.ts';
