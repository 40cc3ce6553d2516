import { type Document, parseAllDocuments, visit } from 'yaml';
import { textHelp as en } from '../../../i18n/en/text-help.ts';
import { textHelp as ja } from '../../../i18n/ja/text-help.ts';
import { later } from '../../../i18n/messages.ts';
import { checkCompose } from './compose.ts';
import type { Finding } from './finding.ts';
import { rangeOf } from './nodes.ts';

/** What is wrong in the form of a YAML text, and in a Compose file also in what it says. Never throws. */
export function checkYaml(text: string, path: string): Finding[] {
  const documents = parse(text);
  const findings = documents.flatMap((document) => syntaxOf(document));
  const [first] = documents;
  // What is half written is not judged by what it says.
  if (findings.length > 0 || !first || !isComposeFile(path)) return findings;
  return documents.flatMap((document) => checkCompose(document, path));
}

/** By the names that `docker compose` looks for, and those that people give. */
export function isComposeFile(path: string): boolean {
  return /(^|\/)(docker-)?compose([.-][^/]*)?\.ya?ml$/i.test(path);
}

function parse(text: string): Document[] {
  const parsed = parseAllDocuments(text, { prettyErrors: false, strict: true });
  return Array.isArray(parsed) ? [...parsed] : [];
}

function syntaxOf(document: Document): Finding[] {
  const texts = later({ en, ja }).yaml;
  const found: Finding[] = document.errors.map(({ message, pos: [from, to], code }) => ({
    ...{ from, to: Math.max(from + 1, to), severity: 'error' },
    message:
      code === 'DUPLICATE_KEY'
        ? texts.duplicate
        : code === 'TAB_AS_INDENT'
          ? texts.tab
          : texts.syntax(message),
  }));
  // An alias to nothing is found only when the value is made.
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document)) return;
      const [from, to] = rangeOf(alias);
      found.push({ from, to, severity: 'error', message: texts.alias(alias.source) });
    },
  });
  return found;
}
