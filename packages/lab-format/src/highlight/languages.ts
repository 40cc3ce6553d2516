import type { LanguageRegistration } from 'shiki';

type Grammar = () => Promise<{ default: LanguageRegistration[] }>;

/** Loaded one by one, when a lab first uses them: each grammar costs time at the start. */
const grammars: Readonly<Record<string, Grammar>> = {
  bash: () => import('shiki/langs/bash.mjs'),
  css: () => import('shiki/langs/css.mjs'),
  diff: () => import('shiki/langs/diff.mjs'),
  docker: () => import('shiki/langs/docker.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  html: () => import('shiki/langs/html.mjs'),
  ini: () => import('shiki/langs/ini.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  makefile: () => import('shiki/langs/makefile.mjs'),
  nginx: () => import('shiki/langs/nginx.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  rust: () => import('shiki/langs/rust.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
  toml: () => import('shiki/langs/toml.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  yaml: () => import('shiki/langs/yaml.mjs'),
};

const aliases: Readonly<Record<string, string>> = {
  console: 'bash',
  dockerfile: 'docker',
  js: 'javascript',
  make: 'makefile',
  py: 'python',
  sh: 'bash',
  shell: 'bash',
  'shell-session': 'bash',
  ts: 'typescript',
  yml: 'yaml',
};

/** The name under which `language` is highlighted, or null when it is shown as it is. */
export function grammarName(language: string): string | null {
  const name = aliases[language] ?? language;
  return Object.hasOwn(grammars, name) ? name : null;
}

/** The grammar of a name that `grammarName` gave. */
export async function loadGrammar(name: string): Promise<LanguageRegistration[]> {
  const grammar = grammars[name];
  return grammar === undefined ? [] : (await grammar()).default;
}
