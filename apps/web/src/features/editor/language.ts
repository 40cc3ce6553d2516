/** Monaco's language of a file, by its name; plain text where none is known. */
export function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (/^(dockerfile|containerfile)(\..+)?$|\.dockerfile$/.test(name)) return 'dockerfile';
  return BY_EXTENSION[name.slice(name.lastIndexOf('.') + 1)] ?? 'plaintext';
}

const BY_EXTENSION: Readonly<Record<string, string>> = {
  py: 'python',
  pyi: 'python',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'typescript',
  json: 'json',
  jsonc: 'json',
  yml: 'yaml',
  yaml: 'yaml',
  sh: 'shell',
  bash: 'shell',
  bashrc: 'shell',
  profile: 'shell',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  css: 'css',
  ini: 'ini',
  conf: 'ini',
  env: 'ini',
  toml: 'ini',
};
