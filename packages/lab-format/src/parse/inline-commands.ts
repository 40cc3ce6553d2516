import { commandLikeness } from './command-words.ts';

/** Inline code, and the text of its paragraph before and after it, with other inline code between backticks. */
export interface Mention {
  readonly code: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Whether inline code is a command that the text tells the learner to run, and not one that it only speaks of.
 * It has to be whole, without anything to fill in, need nobody at the keyboard, and be asked for.
 */
export function isAskedFor({ code, before, after }: Mention): boolean {
  if (commandLikeness(code) !== 'known' || !isWhole(code) || WAITS.test(code)) return false;
  // One word may be anything; it must be called a command.
  const word = !/\s/.test(code.trim());
  if (before.trim() === '' && after.trim() === '') return !word;
  const clause = before.split(/(?<=[^.][.!?])\s+(?=[\p{Lu}`*])|(?<=[。！？])/u).at(-1) ?? '';
  if (OUTSIDE.test(clause) || FORBIDS.test(clause)) return false;
  if (ASKS.test(clause)) return !word || !/use\s*$/i.test(clause);
  if (word) return false;
  if (COLON.test(clause)) return true;
  if (MEANS.test(clause) && IMPERATIVE.test(clause)) return true;
  return (
    ASKED_BEHIND.test(after) || (GERMAN.test(clause) && /^[^.`]{0,60}\b(?:aus|ein)\b/.test(after))
  );
}

/** Whether the text asks for Ctrl+C, as inline code. */
export function isInterrupt({ code, before, after }: Mention): boolean {
  if (!/^(?:ctrl|control|strg|⌃|\^)[ +-]?c$/i.test(code.trim())) return false;
  const clause = before.split(/(?<=[^.][.!?])\s+(?=[\p{Lu}`*])|(?<=[。！？])/u).at(-1) ?? '';
  if (/\b(?:can|could|may|might|why|which|would)\b[^,]*$|\b(?:you|we|i)\s+\w+\s*$/i.test(clause)) {
    return false;
  }
  return (
    /(?:\b(?:press(?:ing)?|hit(?:ting)?|typ(?:e|ing)|us(?:e|ing)|with|via|either|enter)|dr[üu]cken?(?: sie)?|appuyez sur|tapez|pulsa|presiona|pressione|premi|нажмите|按下?|输入)\s*$/iu.test(
      clause,
    ) || /^\s*(?:キー)?(?:を(?:押|入力)|で(?:停止|終了|中断)|를 ?(?:누르|입력))/.test(after)
  );
}

/** Not a general form such as `docker container logs`: what the verb needs is there. */
function isWhole(code: string): boolean {
  if (/\.\.\.|…|[<[](?=\p{L}|\.)[^>\]]*[>\]]|[{}＜〈《【「『]/u.test(code)) return false;
  const words = code
    .trim()
    .replace(/^sudo\s+/, '')
    .split(/\s+/);
  const [first = '', second = '', third = ''] = words;
  if (first === 'docker') {
    const group = GROUPS.has(second);
    const verb = group ? third : second;
    const given = words.slice(group ? 3 : 2).filter((word) => !word.startsWith('-')).length;
    const needed = neededBy(verb, second);
    return verb !== '' && given >= needed;
  }
  return words.length > 1 || ALONE.has(first);
}

const GROUPS = new Set(
  `container image volume network system builder buildx compose context node plugin service stack swarm`.split(
    ' ',
  ),
);
const ALONE_IN_COMPOSE = new Set(
  'up down ps logs build pull push stop start restart config top ls images version'.split(' '),
);
const ALONE = new Set(
  'whoami pwd ls hostname env docker-compose id ps top uptime df free'.split(' '),
);

/** How many words must follow the verb. */
function neededBy(verb: string, group: string): number {
  if (group === 'compose') return ALONE_IN_COMPOSE.has(verb) ? 0 : 1;
  if ((group === 'service' || group === 'stack') && /^(?:ps|services)$/.test(verb)) return 1;
  if (ALONE_IN_DOCKER.test(verb)) return 0;
  return /^(?:exec|cp|tag|rename|connect|disconnect)$/.test(verb) ? 2 : 1;
}

const ALONE_IN_DOCKER =
  /^(?:ps|ls|list|images|info|version|prune|df|events|stats|up|down|leave|init|du)$/;

/** Asks for a password or a yes, or holds the terminal. */
const WAITS =
  /\blogin\b|\bprune\b(?!.*\s(?:-f|--force)\b)|\s-[a-z]*i[a-z]*\b.*|\battach\b|^(?:sudo )?(?:vi|vim|nano|top|su|exit|less|ssh)\b/;

/** What others did, what would happen, what may be: nothing to do. */
const OUTSIDE =
  /\b(?:could|would|might|may|used|ran|tried|had|did|was|were|if (?:we|you|i)|when (?:we|you|i)|every time|whenever|for example|e\.g\.?|such as|instead of|like|similarly|output (?:of|for|from)|means|equivalent)\b|例えば|たとえば|例如|比如|\b(?:par exemple|zum beispiel|por ejemplo|wenn|würde|könnte|pourrait|podría)\b/iu;

const FORBIDS =
  /(?:(?<!\p{L})(?:(?:do|should|must|need|can|wo)(?:n['’]t| not|['’]t)|cannot|never|not|avoid|without|no need)(?:\s+(?:ever|just|yet|simply|have to|need to|try to|to))*\s+\p{L}+(?: the)?(?: command)?|(?<!\p{L})(?:no|não|nunca|non|mai|не)\s+\p{L}+|(?:不要|请勿|請勿|切勿|勿|别|別)\p{Script=Han}{1,4})\s*$/iu;

const COLON = /(?<!\b(?:by|is|the|a|with)\b[^:：]{0,30})(?:[:：]|→)\s*$/;

const ASKS =
  /(?<!\p{L})(?<!(?:\bto|\bcan|\byou|\bwe|\bi|\bthey|['’]ve|\bjust)\s)(?:re-?run|run|execute|type|enter|issue|try|launch|invoke)(?: the)?(?: following)?(?: command)?\s*$|(?:(?:need|have|want|going) to|should|must|let['’]s|we['’]ll|please|now|then)\s+(?:run|execute|type|enter|use|try)(?: the)?(?: command)?\s*$|(?:^|[.,;]\s*|\b(?:and|then|now|please)\s+)use\s*$|(?:ex[ée]cutez|lancez|tapez|saisissez|utilisez|entrez|essayez|ejecut[ae]n?|corre|escrib[ae]|tecle[ae]|us[ae]|utilice|execute|rode|digite|esegui(?:te)?|digita(?:te)?|usa(?:te)?|lancia(?:te)?|выполните|запустите|введите|используйте)(?: (?:la commande|el comando|o comando|il comando|команду))?\s*$|(?:运行|運行|执行|執行|输入|輸入|键入|使用|敲入)(?:以下)?(?:命令|指令)?\s*$/iu;

const GERMAN =
  /(?<!\p{L})(?:führen?(?: sie)?|gib|geben sie|gebt|führt|rufe?n?(?: sie)?)(?: (?:nun|jetzt|dann|den befehl|das kommando|folgendes))*\s*$/iu;

const MEANS =
  /(?<!\p{L})(?:using|via|with|by (?:running|using|executing|typing)|through|mit|über|per|avec|via|par|à l['’]aide de|en (?:utilisant|exécutant|lançant)|con|usando|mediante|ejecutando|com|tramite|с помощью|通过|用)(?: the)?(?: command| dem befehl| la commande| el comando)?\s*$/iu;

const IMPERATIVE =
  /^\W*(?:(?:first|then|next|now|finally|also|again|once more|please|after that|d['’]abord|puis|ensuite|enfin|maintenant|zuerst|dann|nun|jetzt|danach|primero|luego|después|ahora|finalmente|首先|然后|接着|最后|现在)[\s,，]+)*(?:verify|check|confirm|ensure|make sure|get|list|see|find|look|inspect|show|view|display|stop|start|build|create|remove|delete|test|watch|run|clean|pull|push|tag|restart|\p{L}+ez(?!\p{L})|\p{L}+en sie|prüfe|überprüfe|liste|zeige|stoppe|starte|baue|erstelle|lösche|entferne|verifica|comprueba|lista|muestra|obtén|detén|inicia|construye|crea|elimina|borra|verifique|liste|veja|controlla|elenca|проверьте|посмотрите|получите|查看|检查|确认|列出|验证|停止|启动|构建|删除)(?!\p{L})/iu;

/** Languages whose verb comes last. */
const ASKED_BEHIND =
  /^\s*(?:コマンド)?(?:を|で)(?:実行し(?:てください|ます|ましょう|て(?:、|[^もい]))|実行$|入力し(?:てください|ます|ましょう)|使(?:用し|っ)て(?!いる)[^。]{0,80}(?:します|ください|しましょう|できます|確認|取得)|確認し(?:てください|ます|ましょう))|^\s*(?:명령(?:어)?)?(?:을|를|로)\s*(?:실행|입력|사용)(?:하세요|합니다|해\s)/u;
