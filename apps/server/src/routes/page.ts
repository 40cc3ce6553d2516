import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Failure } from '../failure.ts';
import { labPreloads } from './lab-preloads.ts';

/** Serves the built page; every address that is not a file of it is one of the page's own. */
export async function addPage(app: FastifyInstance, folder: string | null): Promise<void> {
  if (folder) {
    await app.register(fastifyStatic, {
      root: folder,
      // The build lays them beside the files.
      preCompressed: true,
      // What the build notes for itself.
      dotfiles: 'ignore',
      setHeaders: (reply, path) => {
        // The bundler names what is in assets by its content.
        const isHashed = path.startsWith(`${folder}/assets/`);
        reply.header(
          'cache-control',
          isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  }
  const preloads = folder && (await labPreloads(folder));
  app.setNotFoundHandler(async (request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('html');
    const isFile = /\.[a-z0-9]+$/i.test(request.url.split('?')[0] ?? '');
    // The files' wildcard also takes what the API does not know.
    const isApi = request.url.startsWith('/api/');
    if (!folder || !wantsPage || isFile || isApi) throw new Failure('NOT_FOUND');
    if (preloads && request.url.startsWith('/labs/')) {
      const languages = request.headers['accept-language'];
      reply.header('link', preloads({ url: request.url, languages }));
    }
    return await reply.sendFile('index.html');
  });
}
