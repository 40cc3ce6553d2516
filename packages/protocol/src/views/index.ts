import { z } from 'zod';

export * from './builds.ts';
export * from './containers.ts';
export * from './hub.ts';
export * from './layers.ts';
export * from './pushes.ts';

/** What a page can watch of a session, beside what every page is told. */
export const viewName = z.enum(['layers', 'builds', 'pushes', 'containers', 'hub']);
export type ViewName = z.infer<typeof viewName>;
