import { defaultSchema, type Options } from 'rehype-sanitize';
import { CALLOUTS } from './callouts.ts';

const { a, code, li, ol, td, th, ul, input } = defaultSchema.attributes ?? {};

/**
 * What may be in a step's body: what Markdown itself makes, and our own elements. Ids are given by us
 * alone (no raw HTML gets this far), so they need no prefix; only those of blocks and footnotes pass.
 */
export const bodySchema: Options = {
  tagNames: [
    ...['a', 'blockquote', 'br', 'code', 'del', 'details', 'drydock-block', 'em', 'h1', 'h2', 'h3'],
    ...['h4', 'h5', 'h6', 'hr', 'img', 'input', 'li', 'ol', 'p', 'pre', 'section', 'strong'],
    ...['drydock-tabs', 'drydock-tab', 'drydock-when', 'drydock-variable', 'drydock-set'],
    ...['drydock-ask', 'drydock-open', 'drydock-show'],
    ...['summary', 'sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'],
  ],
  attributes: {
    a: [...(a ?? []), 'title', ['id', /^fnref-/]],
    blockquote: [['className', 'callout', ...CALLOUTS]],
    code: code ?? [],
    details: [['className', 'hint', 'solution']],
    'drydock-ask': ['variable'],
    'drydock-block': ['id'],
    'drydock-open': ['path'],
    'drydock-set': ['variable', 'value'],
    'drydock-show': ['tab'],
    'drydock-tab': ['label'],
    'drydock-variable': ['name'],
    'drydock-when': ['variable', 'is', 'has-not'],
    // Headings get their names afterwards (inner-links.ts).
    h2: [
      ['id', 'footnote-label'],
      ['className', 'sr-only'],
    ],
    img: ['src', 'alt', 'title'],
    input: input ?? [],
    li: [...(li ?? []), ['id', /^fn-/]],
    ol: [...(ol ?? []), 'start'],
    p: [['className', 'callout-title']],
    section: ['dataFootnotes', ['className', 'footnotes']],
    td: [...(td ?? []), 'align'],
    th: [...(th ?? []), 'align'],
    ul: ul ?? [],
  },
  // `data` is what we make of the lab's own images; an author's is refused before (images.ts).
  protocols: { href: ['http', 'https', 'mailto'], src: ['https', 'data'] },
  required: defaultSchema.required ?? {},
  clobber: [],
  strip: ['script'],
  allowComments: false,
  allowDoctypes: false,
};
