import { NATIVE } from '../foreign-text.ts';
import type { Losses } from '../losses.ts';
import type { ReadPre } from '../markdown/html-page.ts';
import { decodeEntities } from '../markdown/html-tokens.ts';
import { workspacePathOf } from '../paths.ts';
import { HOST_ADDRESS, HOST_IP, localAddress, portAddresses } from './addresses.ts';

/** `<pre class="file">` as a file or a text to copy; any other `<pre>` as code to read. `roots` are the editor's folders. */
export function readPreOf(losses: Losses, roots: readonly string[]): ReadPre {
  return ({ attributes, code: given, at }) => {
    const get = (name: string) => decodeEntities(attributes.get(name) ?? '').trim();
    const classes = get('class').split(/\s+/);
    const filename = get('data-filename');
    if (!classes.includes('file') && filename === '') {
      return { info: `${NATIVE}${languageIn(classes)}`, code: readable(given) };
    }
    const target = get('data-target').toLowerCase() || 'replace';
    const code = withLocalPorts(given);
    if (code !== given) {
      const message = 'The address of a port in this text is the one that a terminal reaches.';
      losses.changed(at, { rule: 'placeholder', message });
    }
    const copied = { info: `${NATIVE}${languageOf(filename)} whole no-run-button`, code };
    if (target === 'clipboard' || filename === '') return copied;
    const lose = (message: string) => {
      losses.changed(at, {
        rule: 'editor',
        message: `${message}; the text can be copied.`,
        fix: 'write the file by hand',
      });
      return copied;
    };
    const path = workspacePathOf(filename, roots);
    if (path === null) return lose(`${filename.slice(0, 200)} is not in the workspace`);
    const info = (word: string) => ({ info: `${NATIVE}${languageOf(filename)} ${word}`, code });
    if (target === 'replace') return info(`save-as=${inInfo(path)}`);
    if (target === 'append') return info(`append-to=${inInfo(path)}`);
    if (target === 'prepend') return info(`prepend-to=${inInfo(path)}`);
    if (target !== 'insert') return lose(`"${target.slice(0, 40)}" is no way to change a file`);
    // The marker itself is replaced. Its blanks are its own, so it is not trimmed.
    const marker = decodeEntities(attributes.get('data-marker') ?? '');
    if (marker.trim() === '') {
      losses.changed(at, {
        rule: 'editor',
        message: 'No marker says where to insert this; it is appended.',
      });
      return info(`append-to=${inInfo(path)}`);
    }
    if (/\n/.test(marker) || (marker.includes('"') && marker.includes("'")))
      return lose('The marker cannot be written in a lab');
    return info(`replace-in=${inInfo(path)} match=${inInfo(marker, true)}`);
  };
}

/** Markdown reads escapes and entities in an info string. */
function inInfo(value: string, always = false): string {
  const escaped = value.replace(/\\/g, '\\\\').replace(/&/g, '&amp;');
  if (!always && /^[\w./@+-]+$/.test(value)) return escaped;
  return value.includes('"') ? `'${escaped}'` : `"${escaped}"`;
}

function languageIn(classes: readonly string[]): string {
  const named = classes
    .map((name) => /^(?:language|lang|highlight-source)-([a-z0-9+#]+)$/i.exec(name)?.[1])
    .find(Boolean);
  return named ?? 'text';
}

function languageOf(filename: string): string {
  const name = filename.split('/').at(-1) ?? '';
  if (/^(?:Docker|Container)file/i.test(name)) return 'dockerfile';
  const extension = /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase();
  return extension === undefined ? 'text' : extension;
}

/** Code that is only read shows addresses as the learner will see them. */
function readable(code: string): string {
  return withLocalPorts(code).replace(HOST_ADDRESS, HOST_IP);
}

function withLocalPorts(code: string): string {
  let local = code;
  for (const address of portAddresses(code).toReversed()) {
    const path = address.path === '/' ? '' : address.path;
    local = local.slice(0, address.start) + localAddress(address) + path + local.slice(address.end);
  }
  return local;
}
