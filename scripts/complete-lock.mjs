import { readFileSync, writeFileSync } from 'node:fs';
import { root } from './packages.mjs';

/**
 * Adds to package-lock.json the optional packages of other platforms that `npm install` left out.
 * npm writes only those that the registry offers; `npm ci` then refuses the whole lock file, because the
 * packages that want them name them. To be run after every `npm install` on such a registry.
 */
const OPERATING_SYSTEMS = 'aix android darwin freebsd linux netbsd openbsd openharmony win32'.split(
  ' ',
);
const PROCESSORS = 'arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x x64'.split(' ');

const file = `${root}/package-lock.json`;
const lock = JSON.parse(readFileSync(file, 'utf8'));
/** @type {Record<string, {version?: string, dev?: boolean, devOptional?: boolean, optionalDependencies?: Record<string, string>}>} */
const packages = lock.packages;
const missing = Object.entries(packages).flatMap(([place, parent]) =>
  Object.entries(parent.optionalDependencies ?? {})
    .filter(([name]) => !isLocked(place, name))
    .map(([name, version]) => ({ name, version, parent })),
);
for (const { name, version, parent } of missing) {
  const parts = name.split(/[@/.-]/);
  const system = OPERATING_SYSTEMS.find((each) => parts.includes(each));
  const processor = PROCESSORS.find((each) => parts.includes(each));
  const library = parts.includes('musl') ? 'musl' : parts.includes('gnu') ? 'glibc' : undefined;
  packages[`node_modules/${name}`] = {
    version: version.replace(/^[\^~]/, ''),
    ...(processor && { cpu: [processor] }),
    ...(parent.dev && { dev: true }),
    ...(parent.devOptional && { devOptional: true }),
    ...{ optional: true },
    ...(system && { os: [system] }),
    ...(library && { libc: [library] }),
  };
}
// In npm's own order: the project first, then by place.
const [project, ...others] = Object.entries(packages);
others.sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries([...(project ? [project] : []), ...others]);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${missing.length} packages of other platforms added to package-lock.json\n`);

/**
 * As Node finds a package: beside its dependent, or in a folder above.
 * @param {string} place
 * @param {string} name
 */
function isLocked(place, name) {
  for (let folder = place; ; ) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true;
    if (folder === '') return false;
    const above = folder.lastIndexOf('/node_modules/');
    folder = above === -1 ? '' : folder.slice(0, above);
  }
}
