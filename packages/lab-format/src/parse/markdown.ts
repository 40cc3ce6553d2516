import type { Node, Root } from 'mdast';
import { directiveFromMarkdown } from 'mdast-util-directive';
import type { Extension as FromMarkdown } from 'mdast-util-from-markdown';
import { directive } from 'micromark-extension-directive';
import { asciiAlpha, markdownLineEnding, markdownSpace } from 'micromark-util-character';
import type { Code, Construct, Effects, Extension, State } from 'micromark-util-types';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Processor, unified } from 'unified';
import { IN_TEXT } from './directive-names.ts';

declare module 'mdast' {
  interface RootContentMap {
    containerEnd: ContainerEnd;
  }
  interface BlockContentMap {
    containerEnd: ContainerEnd;
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    containerMark: 'containerMark';
    containerEnd: 'containerEnd';
  }
}

/** A line of three or more colons and nothing else. */
interface ContainerEnd extends Node {
  type: 'containerEnd';
}

/** CommonMark, GFM, front matter, and directives on lines of their own. */
export function parseMarkdown(text: string): Root {
  return processor.parse(text);
}

/**
 * remark-directive is not used as it is, for two reasons. It takes `:30` in `10:30` and `:b` in `a:b` for
 * directives: here they are text, since only `::name` and `:::name` at the start of a line count, and in a
 * line the few names of `IN_TEXT`. And it
 * parses the inside of a container anew for every container around it, which takes 46 seconds for
 * 4000 unclosed ones: here `:::name` and `:::` are lines by themselves and are paired afterwards.
 */
function lineDirectives(this: Processor): void {
  const leaf = namedByWord(leafConstruct());
  const syntax: Extension = {
    flow: { [COLON]: [containerEnd, containerStart(leaf), leaf] },
    text: { [COLON]: inText(textConstruct()) },
  };
  const tree: FromMarkdown = {
    enter: {
      containerEnd(token) {
        this.enter({ type: 'containerEnd' } as never, token);
      },
    },
    exit: {
      containerEnd(token) {
        this.exit(token);
      },
    },
  };
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), syntax];
  data.fromMarkdownExtensions = [
    ...(data.fromMarkdownExtensions ?? []),
    directiveFromMarkdown(),
    tree,
  ];
}

const COLON = 58;

/** What the directive extension makes of `::name`; its flow constructs are the container and the leaf. */
function leafConstruct(): Construct {
  const constructs = [directive().flow?.[COLON] ?? []].flat();
  const leaf = constructs[1];
  if (leaf === undefined) throw new Error('micromark-extension-directive has no leaf directive');
  return leaf;
}

/** What the extension makes of `:name` in a line of text. */
function textConstruct(): Construct {
  const [construct] = [directive().text?.[COLON] ?? []].flat();
  if (construct === undefined) {
    throw new Error('micromark-extension-directive has no text directive');
  }
  return construct;
}

/** Only a name of ours with a label or attributes is a directive within a line. */
function inText(construct: Construct): Construct {
  const { previous } = construct;
  return {
    name: 'namedTextDirective',
    ...(previous ? { previous } : {}),
    tokenize: (effects: Effects, ok: State, nok: State): State =>
      effects.check(nameInText, effects.attempt(construct, ok, nok), nok),
  };
}

const nameInText: Construct = {
  partial: true,
  tokenize(effects: Effects, ok: State, nok: State): State {
    let name = '';
    return start;

    function start(code: Code): State | undefined {
      effects.enter('containerMark');
      effects.consume(code);
      return letter;
    }

    function letter(code: Code): State | undefined {
      if (code !== null && asciiAlpha(code) && name.length < LONGEST_NAME) {
        name += String.fromCharCode(code);
        effects.consume(code);
        return letter;
      }
      effects.exit('containerMark');
      return IN_TEXT.includes(name) && (code === BRACKET || code === BRACE) ? ok(code) : nok(code);
    }
  },
};

const BRACKET = 91;
const BRACE = 123;
const LONGEST_NAME = Math.max(...IN_TEXT.map((name) => name.length));

/** The extension takes any characters of an identifier for a name, so that `::1` would be a directive. */
function namedByWord(leaf: Construct): Construct {
  return {
    name: 'namedDirective',
    tokenize: (effects: Effects, ok: State, nok: State): State =>
      effects.check(nameStart, effects.attempt(leaf, ok, nok), nok),
  };
}

/** Two colons and a letter. */
const nameStart: Construct = {
  partial: true,
  tokenize(effects: Effects, ok: State, nok: State): State {
    return start;

    function start(code: Code): State | undefined {
      if (code !== COLON) return nok(code);
      effects.enter('containerMark');
      effects.consume(code);
      return second;
    }

    function second(code: Code): State | undefined {
      if (code !== COLON) return nok(code);
      effects.consume(code);
      effects.exit('containerMark');
      return letter;
    }

    function letter(code: Code): State | undefined {
      return asciiAlpha(code) ? ok(code) : nok(code);
    }
  },
};

/** `:::name[label]{attributes}`: a colon or more, then a leaf directive. */
function containerStart(leaf: Construct): Construct {
  return {
    name: 'containerStart',
    tokenize(effects: Effects, ok: State, nok: State): State {
      return mark;

      function mark(code: Code): State | undefined {
        if (code !== COLON) return nok(code);
        effects.enter('containerMark');
        effects.consume(code);
        effects.exit('containerMark');
        return effects.attempt(leaf, ok, mark);
      }
    },
  };
}

const containerEnd: Construct = {
  name: 'containerEnd',
  tokenize(effects: Effects, ok: State, nok: State): State {
    let colons = 0;
    return start;

    function start(code: Code): State | undefined {
      effects.enter('containerEnd');
      return colon(code);
    }

    function colon(code: Code): State | undefined {
      if (code === COLON) {
        colons += 1;
        effects.consume(code);
        return colon;
      }
      return colons < 3 ? nok(code) : space(code);
    }

    function space(code: Code): State | undefined {
      if (markdownSpace(code)) {
        effects.consume(code);
        return space;
      }
      if (code !== null && !markdownLineEnding(code)) return nok(code);
      effects.exit('containerEnd');
      return ok(code);
    }
  },
};

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkFrontmatter, ['yaml'])
  .use(lineDirectives)
  .freeze();
