/**
 * How people say, in several languages, what to do with a piece of a file. The patterns look at the sentence
 * that stands before the piece, with its inline code between backticks.
 */

/** Said of what might be done: it is no step. */
export const HYPOTHETICAL =
  /(?<!\p{L})(?:could|might|would|suppose|imagine|consider|recall|for example|for instance|e\.g|let['’]s look|look at|take a look|instead of)(?!\p{L})|例えば|見て(?:いき|み)ま|考えて|看看|来看|たとえば|例如|比如|假设|(?<!\p{L})(?:par exemple|supposons|imaginons|zum beispiel|angenommen|betrachten|por ejemplo|supongamos|imagina)(?!\p{L})/iu;

export const ADD =
  /(?<!\p{L})(?:re-?)?(?:add|insert|append|prepend|put)(?!\p{L})|(?<!\p{L})(?:add|insert|append|putt)ing(?=\s*(?:[:：]|$|the following|these|this))|(?<!\p{L})(?:füge?n?|ergänze?n?|ajoute[zr]?|ajoutons|insére[zr]|insérons|añad[ae]\w*|agreg(?:a|ue)\w*|insert[ae]\w*|adicione|acrescente|aggiung\w+|inserisci)(?!\p{L})|добавьте|вставьте|追加|挿入|加え|添加|加入|插入|추가|삽입/iu;

export const CHANGE =
  /(?<!\p{L})(?:change|replace|modify|swap|update|edit|turn|alter)(?!\p{L})|(?<!\p{L})(?:ändere?n?|ersetze?n?|change[zr]|remplace[zr]|modifie[zr]|remplaçons|cambi[ae]\w*|reemplaz\w+|sustituy\w+|modifi[cq]\w+|substitua|altere|sostituisci|cambia)(?!\p{L})|замените|измените|変更|置き換え|書き換え|修正|更改|替换|替換|修改|改为|변경|바꾸|수정/iu;

export const REMOVE =
  /(?<!\p{L})(?:remove|delete|drop|take out|get rid of)(?!\p{L})|(?<!\p{L})(?:entfernen?|lösche?n?|supprime[zr]|retire[zr]|enleve[zr]|elimin[ae]\w*|borr[ae]\w*|quit[ae]\w*|remova|apague|rimuovi|elimina)(?!\p{L})|удалите|削除|取り除|消し|删除|刪除|移除|去掉|삭제|제거/iu;

export const CREATE =
  /(?<!\p{L})(?:create|make|write|save|edit|open|name[ds]?|called|copy|paste|fill)(?!\p{L})|with the following (?:content|code|line)|(?:following|these) contents?|(?<!\p{L})(?:erstellen?|lege?n?|namens|schreibe?n?|speichern?|mit (?:dem )?folgende[mnr]|crée[zr]|créons|nommée?|intitulée?|écrive[zr]|enregistre[zr]|avec le contenu|cre[ae]\w*|llamad[oa]|escrib[ae]\w*|guard[ae]\w*|con el siguiente|chamado|crea(?:te)?|chiamato)(?!\p{L})|создайте|という名前|作成(?!した|済|され)|作り|保存|内容|(?:创建|建立|新建)(?!的|了|好)|命名|编写|생성|만들|작성/iu;

/** What a file holds by now: to be compared, or written by those who fell behind. */
export const SHOULD_LOOK =
  /(?<!\p{L})should (?:now |by now |then )?(?:look|be|read|contain|resemble)(?!\p{L})|(?<!\p{L})(?:sollte|sollten)(?!\p{L}).*(?<!\p{L})(?:aussehen|enthalten)|devrait (?:maintenant )?(?:ressembler|contenir|être)|deber[íi]a (?:ahora )?(?:verse|quedar|tener|contener|parecerse)|(?:次|以下)のようになって(?:いる|います)?(?:はず|こと)|应该(?:看起来)?(?:像|是|如下)|應該/iu;

export const AT_TOP =
  /(?<!\p{L})(?:at|to|on) the (?:very )?(?:top|start|beginning|head)(?!\p{L})|(?<!\p{L})as the (?:very )?first line(?!\p{L})|(?<!\p{L})(?:am anfang|an den anfang|ganz oben|oben in|au (?:tout )?début|en haut|tout en haut|en tête|al (?:principio|inicio|comienzo)|no (?:início|topo)|all['’]inizio|in cima)(?!\p{L})|в начало|先頭|冒頭|一番上|最上部|最初の行|开头|開頭|顶部|頂部|最前|맨 위|처음/iu;

export const AT_END =
  /(?<!\p{L})(?:at|to|on) the (?:very )?(?:end|bottom)(?!\p{L})|(?<!\p{L})as the (?:very )?last line(?!\p{L})|(?<!\p{L})(?:am ende|ans ende|ganz unten|unten in|à la fin|en bas|tout en bas|al final|no (?:fim|final)|alla fine|in fondo)(?!\p{L})|в конец|末尾|最後に|一番下|最下部|末端|结尾|結尾|最后|最後面|底部|맨 아래|끝에/iu;

export const AFTER =
  /(?<!\p{L})(?:after|below|under(?:neath)?|beneath|nach|unter|hinter|après|sous|en dessous|después|debajo|tras|depois|abaixo|dopo|sotto)(?!\p{L})|после|の(?:直)?後|の下|のあと|之后|之後|后面|後面|下面|다음|뒤/iu;

export const BEFORE =
  /(?<!\p{L})(?:before|above|vor|über|oberhalb|avant|au-dessus|antes|encima|acima|prima|sopra)(?!\p{L})|перед|の(?:直)?前|の上|之前|前面|上面|앞|위에/iu;

/** The one that was put there before. */
export const THE_OTHER =
  /(?<!\p{L})(?:the|that) (?:other|previous|one|last one|first one)(?!\p{L})|(?<!\p{L})(?:der|die|das) (?:andere|vorherige|erste)n?(?!\p{L})|(?<!\p{L})l['’]autre(?!\p{L})|(?<!\p{L})la précédente(?!\p{L})|(?<!\p{L})(?:la|el) (?:otr[ao]|anterior)(?!\p{L})|(?:前|先ほど|もう一方|最初)の(?:行|コメント|もの)|(?:前|上)一[行个條条]|另一/iu;

/** Between the old and the new piece: `to:`, `becomes:`. */
export const INTO =
  /^(?:in ?to|to|becomes?|with|by|so (?:that )?it (?:reads|becomes|looks like)|(?:and )?(?:change|replace) (?:it|them) (?:to|with|by)|nach|zu|in|durch|wird(?: zu)?|(?:in )?(?:dies|folgendes)|par|en|devient|à|ceci|por|a|con|se convierte en|para|diventa|на|を|(?:を)?(?:次|以下)(?:のように|に|の内容に)(?:変更|置き換え|し)?.{0,8}|に(?:変更|置き換え).{0,8}|变成|变为|改为|改成|换成|替换为|為|为|成|으로|로)[\s:：。…,]*$/iu;
