import { z } from 'zod';
import type { HubCondition } from '../condition-parts.ts';
import type { Reason } from '../reason.ts';
import { noImage } from './image.ts';
import { askImage } from './images.ts';
import { parseJson } from './json.ts';
import { broken, CheckError, type Probe } from './probe.ts';
import { asIs, named, no, type Verdict, yes } from './verdict.ts';

const UNREACHABLE = 86;
const REFUSED = 87;

/**
 * As the engine asks a registry: who gives tokens, a token, then the manifest and the tags. What was found is printed
 * as JSON. It is asked with the session's own login, whatever the learner is logged in as.
 */
const ASK = `
set -u
registry=https://registry-1.docker.io/v2
ask() { curl --silent --show-error --globoff --max-time 10 --retry 1 "$@" || exit 86; }
from_challenge() { sed -n "s/^www-authenticate:.*$1=\\"\\([^\\"]*\\)\\".*/\\1/Ip"; }
challenge=$(ask --head "$registry/") || exit
realm=$(echo "$challenge" | from_challenge realm)
service=$(echo "$challenge" | from_challenge service)
answer=$(ask --user "\${DOCKERHUB_USERNAME-}:\${DOCKERHUB_PASSWORD-}" --get --data-urlencode "service=$service" \
  --data-urlencode "scope=repository:$1:pull" "$realm") || exit
token=$(echo "$answer" | jq --raw-output '.token // .access_token // empty')
[ -n "$token" ] || exit 87
types=application/vnd.docker.distribution.manifest.v2+json,application/vnd.oci.image.manifest.v1+json
types=$types,application/vnd.docker.distribution.manifest.list.v2+json,application/vnd.oci.image.index.v1+json
get() { ask --header "Authorization: Bearer $token" --header "Accept: $types" --write-out '\\n%{http_code}' "$registry/$1"; }
manifest=$(get "$1/manifests/$2") || exit
tags=$(get "$1/tags/list") || exit
config=\${DOCKER_CONFIG:-$HOME/.docker}/config.json
jq empty "$config" 2> /dev/null || config=/dev/null
jq --null-input --arg manifest "$manifest" --arg tags "$tags" --slurpfile config "$config" '
  def body: split("\\n")[:-1] | join("\\n") | fromjson? ;
  { status: ($manifest | split("\\n")[-1] | tonumber),
    image: ($manifest | body | .config.digest?),
    tags: [$tags | body | .tags[]?],
    login: ([$config[]?.auths? // {} | keys[] | contains("docker.io")] | any) }
'`;

const hubAnswer = z.object({
  status: z.number(),
  image: z.string().nullish(),
  tags: z.array(z.string()),
  login: z.boolean(),
});

export async function judgeHub(
  { repository, tag, sameAs }: HubCondition,
  { probe, username }: { readonly probe: Probe; readonly username: () => Promise<string> },
): Promise<Verdict> {
  const name = repository.includes('/') ? repository : `${await username()}/${repository}`;
  const own = sameAs === undefined ? undefined : await askImage(probe, sameAs);
  if (sameAs !== undefined && !own) return await noImage(sameAs, probe);
  const found = await askHub(probe, name, tag);
  if (found.status === 404) return no(notPushed({ name, tag, ...found }));
  if (found.status !== 200) {
    throw new CheckError('HUB_UNAVAILABLE', `The hub answers with ${found.status}.`);
  }
  if (own && found.image !== own.Id) {
    const [pushed, now] = [short(found.image), short(own.Id)];
    return no({
      en: `The hub has ${name}:${tag}, but not as ${sameAs} is now: found ${pushed.en}; expected ${now.en}. Push it again.`,
      ja: `ハブに ${name}:${tag} はありますが、今の ${sameAs} とは違います。ハブにあるもの: ${pushed.ja}、今のイメージ: ${now.ja}。もう一度プッシュしてください。`,
    });
  }
  return yes({ en: `The hub has ${name}:${tag}.`, ja: `ハブに ${name}:${tag} があります。` });
}

function notPushed(hub: { name: string; tag: string; tags: string[]; login: boolean }): Reason {
  const { name, tag, tags, login } = hub;
  if (tags.length > 0) {
    const found = named(tags);
    return {
      en: `The hub has ${name}, but not ${tag}: found ${found.en}.`,
      ja: `ハブに ${name} はありますが、タグ ${tag} はありません。見つかったもの: ${found.ja}。`,
    };
  }
  const next = login
    ? { en: 'push it', ja: 'プッシュしてください' }
    : {
        en: 'log in to docker.io first, for you are not',
        ja: 'docker.io にログインしていないので、先にログインしてください',
      };
  return {
    en: `The hub has no ${name}:${tag} yet: ${next.en}.`,
    ja: `ハブに ${name}:${tag} はまだありません。${next.ja}。`,
  };
}

async function askHub(probe: Probe, name: string, tag: string) {
  const result = await probe.exec({ command: ['bash', '-c', ASK, 'hub', name, tag] });
  if (result.exitCode === UNREACHABLE || result.exitCode === REFUSED) {
    throw new CheckError('HUB_UNAVAILABLE', `The hub: ${result.stderr.trim()}`);
  }
  const answer = hubAnswer.safeParse(parseJson(result.stdout));
  if (!answer.success) throw broken('What the hub answers cannot be read', result);
  return answer.data;
}

function short(id: string | null | undefined): Reason {
  return id
    ? asIs(id.replace('sha256:', '').slice(0, 12))
    : { en: 'no single image', ja: '単一ではないイメージ' };
}
