import type { Placeholder } from '../schema.ts';
import { commandLikeness, isHash } from './command-words.ts';
import type { Samples } from './samples.ts';

export interface Told {
  readonly samples: Samples;
  /** Names of the author at the hub: nobody else can push to them. */
  readonly namespaces: ReadonlySet<string>;
  /** A README does not know that the terminal has `DOCKERHUB_USERNAME`. */
  readonly readme: boolean;
}

/** Finds what the learner has to fill in; in the order in which it first stands in the code. */
export function findPlaceholders(code: string, told: Told): Placeholder[] {
  const found = new Map<string, Found>();
  const add = (at: number, one: Found): void => {
    const known = found.get(one.text);
    if (known === undefined) found.set(one.text, { ...one, at: [at] });
    else if (!known.at.includes(at)) known.at.push(at);
  };
  const text = code.slice(0, LONGEST_LOOK);
  for (const form of FORMS) {
    for (const match of text.matchAll(form)) {
      const [whole, inner = whole] = match;
      if (isMeant(text, match.index, whole, inner) && !isComment(text, match.index)) {
        add(match.index, {
          text: whole,
          label: inner.trim(),
          kind: kindOf(inner, text, match.index),
          at: [],
        });
      }
    }
  }
  if (told.readme) {
    for (const { 0: whole, index } of text.matchAll(HUB_VARIABLE)) {
      add(index, { text: whole, label: 'Docker Hub', kind: 'hub-user', at: [] });
    }
    for (const { name, at } of namespacesIn(text, told.namespaces)) {
      add(at, { text: name, label: name, kind: 'hub-user', at: [] });
    }
  }
  for (const sample of samplesIn(text, told.samples)) add(sample.at, { ...sample, at: [] });
  return [...found.values()]
    .map((placeholder) => ({ ...placeholder, at: placeholder.at.toSorted((a, b) => a - b) }))
    .toSorted((a, b) => (a.at[0] ?? 0) - (b.at[0] ?? 0));
}

/** The namespaces in `docker push name/repository` and `docker tag image name/repository`, anywhere in a text. */
export function pushedNamespaces(text: string): string[] {
  const names: string[] = [];
  for (const line of text.split('\n')) {
    for (const { 1: reference = '' } of line.slice(0, 1000).matchAll(PUSHED)) {
      const name = /^(?:docker\.io\/)?([a-z0-9][\w-]*)\/[^/]/.exec(reference)?.[1];
      if (name !== undefined && name !== 'library' && name !== 'localhost') names.push(name);
    }
  }
  return names;
}

interface Found extends Placeholder {
  at: number[];
}

const LONGEST_LOOK = 20_000;

const FORMS = [
  /** `<dockerhub-username>`; two words or more may stand in it. */
  /(?<![<\w\\])<(?=[\p{L}_$])([^<>\n|&;`"'(){}=*?!]{1,60})(?<![\s/])>(?!>)/gu,
  /** `[container id]` */
  /(?<![\w$[\\"'])\[(?=\p{L})([\p{L}\p{M}\p{N} _./'’-]{2,60})(?<=[\p{L}\p{M}\p{N}])\](?![\w[(])/gu,
  /** `＜コンテナ名＞`, `【あなたの名前】`, `「コンテナID」`: no shell has these. */
  /(?<!["'])[＜〈《【「『](\p{L}[\p{L}\p{M}\p{N} _-]{0,60})[＞〉》】」』](?!["'])/gu,
  /** `コンテナID`, `イメージ名`, `容器ID` */
  /(?<![\p{L}\p{N}＜〈《【「『<[{"'_-])((?:コンテナ|イメージ|ボリューム|ネットワーク|容器|镜像|컨테이너|이미지)(?:ID|名|名称|이름))(?![\p{L}\p{N}＞〉》】」』>\]}_-])/gu,
  /** `{container-id}`, `{{container_id}}` */
  /(?<![\w$%{\\])\{\{?([a-z]+(?:[ _-][a-z]+){1,5})\}\}?/gi,
  /** `YOUR-USER-NAME`, `your_docker_id` */
  /(?<![\w$<[{/-])((?:YOUR|your|MY)[-_][A-Za-z][A-Za-z_-]{1,40}[A-Za-z]|your(?:user|docker(?:hub)?)?(?:name|id))(?![\w>}\]])/g,
  /** `VOTRE-NOM`, `DEIN_NAME`, `dein-benutzername`, `tu-usuario` */
  /(?<![\w$<[{/-])((?:VOTRE|TON|IHR|DEIN|TU|SU|SEU|TUO)[-_][A-Z][A-Z_-]{1,40}[A-Z]|(?:votre|ton|ihr|dein|tu|su|seu|tuo)[-_](?:nom|name|utilisateur|benutzername|benutzer|usuario|usuário|utente|nombre|id)(?:[-_][a-z]{1,30})*)(?![\w>}\]])/g,
  /** `CONTAINER_ID` */
  /(?<![\w$<[{-])((?:CONTAINER|IMAGE|VOLUME|NETWORK)[-_]?(?:ID|NAME)|DOCKER(?:HUB)?[-_]?(?:ID|USER(?:NAME)?))(?![\w>}\]=-])/g,
  /** `/path/to/your/app` */
  /(?<![\w.])(\/(?:path|chemin|pfad|ruta)\/(?:to|vers|zu|a)\/[\w./-]+)/g,
];

const HUB_VARIABLE =
  /\$(?:DOCKER(?:_?HUB)?_?(?:USER(?:_?NAME)?|ID)|\{DOCKER(?:_?HUB)?_?(?:USER(?:_?NAME)?|ID)\})(?!\w)/g;

const PUSHED = /\bdocker (?:image )?(?:push (?:-\S+ )*|tag \S+ )([^\s;&|`]+)/g;

/** Not every bracket is for the learner: the shell, C and web pages have theirs. */
function isMeant(code: string, at: number, whole: string, inner: string): boolean {
  if (whole.startsWith('<')) {
    if (HTML.test(inner) || code.includes(`</${inner}>`)) return false;
    // What `docker images` prints; and a value of the shell between two characters, where neither redirects.
    if (inner === 'none' || (inner.startsWith('$') && isQuoted(code, at))) return false;
    return (
      !/#include\s*$|\.h$/.test(code.slice(Math.max(0, at - 20), at)) && !/\.h(?:pp)?$/.test(inner)
    );
  }
  if (whole.startsWith('[')) {
    if (/^(?:options?|flags?)$/i.test(inner)) return true;
    if (/a-z|A-Z|0-9|a-f/.test(inner)) return false;
    // One word in brackets is a pattern or a list as well; it has to name something.
    return /[\s_-]/.test(inner) || NOUN.test(inner) || /[^\s!-\u024f]/.test(inner);
  }
  if (whole.startsWith('{')) return NOUN.test(inner);
  return true;
}

/** Within quotes of its line; those of another line have been closed there, or nothing is lost. */
function isQuoted(code: string, at: number): boolean {
  return /["']/.test(unquotedBefore(code, at));
}

/** What stands behind `#` is not run. */
function isComment(code: string, at: number): boolean {
  return /(?:^|\s)#\s/.test(unquotedBefore(code, at));
}

function unquotedBefore(code: string, at: number): string {
  const before = code.slice(Math.max(code.lastIndexOf('\n', at) + 1, at - 1000), at);
  return before.replace(/"(?:\\.|[^"\\])*"|'[^']*'|\\./g, '');
}

const HTML =
  /^(?:a|b|i|p|u|br|hr|h[1-6]|li|ol|ul|td|th|tr|em|div|img|nav|pre|div|svg|body|code|form|head|html|link|main|meta|path|span|table|title|input|label|style|button|script|strong|header|footer|section|article)(?:\s.*)?$/i;

const CONTAINER = /container|コンテナ|conteneur|contenedor|contêiner|容器|컨테이너|контейнер/i;
const IMAGE = /image|イメージ|abbild|imagen|imagem|镜像|映像|이미지|образ/i;
const VOLUME = /volum|ボリューム|卷|볼륨|том/i;
const NETWORK = /network|netzwerk|ネットワーク|réseau|网络|네트워크/i;
const USER =
  /user|ユーザ|utilisateur|identifiant|benutzer|usuario|utente|用户|使用者|사용자|пользовател|account|compte|konto|docker[-_ ]?(?:hub)?[-_ ]?id/i;
const NOUN = new RegExp(
  `${[CONTAINER, IMAGE, VOLUME, NETWORK, USER].map(({ source }) => source).join('|')}|name|\\bid\\b|tag|port|host|path|file|address|key|token|password|版本|名`,
  'i',
);

function kindOf(inner: string, code: string, at: number): Placeholder['kind'] {
  if (/port/i.test(inner)) return 'text';
  if (CONTAINER.test(inner)) return 'container';
  if (/docker|hub/i.test(inner) && !/image|file/i.test(inner)) return 'hub-user';
  const namespace =
    code.startsWith('/', at + inner.length + 2) || code.startsWith('/', at + inner.length);
  const before = code.slice(Math.max(0, at - 200), at);
  const login = /docker (?:login|push|tag)[^\n]*$/.test(before);
  // Whosever name it is: what is pushed goes to the learner's own.
  if (namespace && login && !before.endsWith('/')) return 'hub-user';
  if (USER.test(inner)) {
    return namespace || login ? 'hub-user' : 'text';
  }
  if (IMAGE.test(inner)) return 'image';
  if (VOLUME.test(inner)) return 'volume';
  return NETWORK.test(inner) ? 'network' : 'text';
}

function namespacesIn(code: string, namespaces: ReadonlySet<string>) {
  const found: { name: string; at: number }[] = [];
  if (namespaces.size === 0) return found;
  for (const match of code.matchAll(/(?<=^|[\s=]|docker\.io\/)([a-z0-9][\w-]*)\/[\w.-]/gm)) {
    const [, name = ''] = match;
    if (namespaces.has(name)) found.push({ name, at: match.index });
  }
  return found;
}

/** Ids and names of the author's containers, as arguments of `docker`; and the ports that their engine chose. */
function samplesIn(code: string, samples: Samples): (Omit<Found, 'at'> & { at: number })[] {
  const found: (Omit<Found, 'at'> & { at: number })[] = [];
  for (const command of code.matchAll(/[^\n;&|]+/g)) {
    if (commandLikeness(command[0]) !== 'known') continue;
    const docker = /^\s*(?:sudo )?docker\b/.test(command[0]);
    for (const word of command[0].matchAll(/(?<=[\s])[\w-]+(?=[\s:]|$)/g)) {
      if (!docker) break;
      const kind = samples.kindOf(word[0]) ?? (isId(word[0]) ? kindByVerb(command[0]) : null);
      if (kind !== null)
        found.push({ text: word[0], label: kind, kind, at: command.index + word.index });
    }
    for (const port of command[0].matchAll(/(?<=:)\d{5}\b/g)) {
      if (!samples.isPort(port[0])) continue;
      found.push({ text: port[0], label: 'port', kind: 'text', at: command.index + port.index });
    }
  }
  return found;
}

/** An id of the author's, whether its output was shown or not. */
function isId(word: string): boolean {
  return isHash(word) && (word.length === 12 || word.length === 64) && /[a-f]/.test(word);
}

function kindByVerb(command: string): Placeholder['kind'] {
  if (/\b(?:rmi|image|history|tag|push)\b/.test(command)) return 'image';
  if (/\bvolume\b/.test(command)) return 'volume';
  return /\bnetwork\b/.test(command) ? 'network' : 'container';
}
