import { isUtf8 } from 'node:buffer';
import type { Diagnostic, Lab, LabFile } from '@drydock/lab-format/schema';
import {
  errorAnswerSchema,
  type Isolation,
  type LabPreview,
  labAnswerSchema,
  labFilesSchema,
  labListSchema,
  problem,
} from '@drydock/protocol';
import type { Release } from '@drydock/sandbox';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import { ColouredLabs } from './coloured-labs.ts';
import { TranslatedLabs } from './translated-labs.ts';

/** Labs are in their own language where they have no text in this one. */
const querystring = z.object({ language: z.string().max(35).optional() });

/** The labs of the folder, and those that cannot be opened. */
export interface LabLibrary {
  readonly labs: readonly Lab[];
  readonly broken: readonly BrokenLab[];
  /** Only where an author writes the one lab that there is. */
  readonly preview?: LabPreview;
  /** Calls the listener after every save: with the lab that is offered from then on, or null when it stays. */
  follow?(listener: (lab: Lab | null) => void): Release;
}

export interface BrokenLab {
  readonly slug: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** LAB_NOT_FOUND, LAB_BROKEN. */
export function findLab(library: LabLibrary, slug: string): Lab {
  const lab = library.labs.find((each) => each.slug === slug);
  if (lab) return lab;
  const isBroken = library.broken.some((each) => each.slug === slug);
  throw new Failure(isBroken ? 'LAB_BROKEN' : 'LAB_NOT_FOUND');
}

/** The answers' schemas leave out check scripts and solutions: they stay on the server. */
export function labRoutes(library: LabLibrary, isolation: Isolation): FastifyPluginAsyncZod {
  return async (app) => {
    const coloured = new ColouredLabs();

    const inLanguages = new TranslatedLabs();
    // Whoever waits for the server to listen waits for nothing more.
    app.addHook('onListen', async () => void coloured.prepare(library.labs));

    app.get(
      '/labs',
      { schema: { querystring, response: { 200: labListSchema } } },
      async ({ query }) => ({
        labs: library.labs
          .map((lab) => inLanguages.get(lab, query.language))
          .map((lab) => ({ ...lab, steps: lab.steps.length })),
        broken: library.broken.map(({ slug, diagnostics }) => ({
          slug,
          diagnostics: [...diagnostics],
        })),
        isolation,
      }),
    );

    app.get(
      '/labs/:slug',
      {
        schema: {
          params: z.object({ slug: z.string() }),
          querystring,
          response: { 200: labAnswerSchema, 422: errorAnswerSchema },
        },
      },
      async ({ params, query }, reply) => {
        const broken = library.broken.find(({ slug }) => slug === params.slug);
        if (broken) {
          const answer = { error: problem('LAB_BROKEN'), diagnostics: [...broken.diagnostics] };
          return await reply.code(422).send(answer);
        }
        const { preview } = library;
        const lab = await coloured.get(
          inLanguages.get(findLab(library, params.slug), query.language),
        );
        return { lab, ...(preview && { revision: preview.revision }) };
      },
    );

    app.get(
      '/labs/:slug/files',
      {
        schema: {
          params: z.object({ slug: z.string() }),
          response: { 200: labFilesSchema },
        },
      },
      async ({ params }) => ({ files: findLab(library, params.slug).files.flatMap(textFile) }),
    );
  };
}

function textFile({ path, content }: LabFile): { path: string; text: string }[] {
  if (!isUtf8(content) || content.includes(0)) return [];
  return [{ path, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(content) }];
}
