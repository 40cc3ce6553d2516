import { firstLoad, LIST, WAYS } from './scripts/first-load.mjs';

const folder = process.env.DRYDOCK_WEB ?? 'apps/web/dist';

const pages = [
  ...Object.entries(WAYS).map(([way, modules]) => [`${way}, without Monaco`, modules, '300 kB']),
  ['the list of labs', LIST, '125 kB'],
];

export default pages.map(([page, modules, limit]) => ({
  name: `first load of ${page}`,
  path: firstLoad(folder, modules).map((file) => `${folder}/${file}`),
  limit,
  gzip: true,
}));
