import { firstLoad, WAYS } from './scripts/first-load.mjs';

const folder = process.env.DRYDOCK_WEB ?? 'apps/web/dist';

export default Object.entries(WAYS).map(([way, modules]) => ({
  name: `first load of ${way}, without Monaco`,
  path: firstLoad(folder, modules).map((file) => `${folder}/${file}`),
  limit: '300 kB',
  gzip: true,
}));
