/**
 * What the beginning of a line says about it: a command that is known by its name, something that may be one
 * (`mytool --up`, `./run.sh`), or neither (`CONTAINER ID`, `mount: permission denied`, a sentence).
 */
export type Likeness = 'known' | 'possible' | 'no';

export function commandLikeness(line: string): Likeness {
  const text = line.trim().slice(0, LONGEST_LOOK);
  if (text === '' || SYNOPSIS.test(text) || LISTING.test(text) || isExplained(text)) return 'no';
  if (/^(?:\((?=[a-z])|\{ |\[\[? -?\S|\(\()/.test(text)) return 'possible';
  const rest = text.replace(ASSIGNMENTS, '');
  if (rest === '') return 'possible';
  const [first = '', second = ''] = rest.split(/\s+/, 2);
  if (KNOWN.has(first)) {
    const says = first === 'echo' || first === 'printf';
    // What npm tells, and versions: `pip 24.0 from /usr/lib`.
    const told =
      (first === 'npm' && /^(?:WARN|ERR!|notice)/i.test(second)) ||
      (/^v?\d+\.\d+/.test(second) && !says && !/^(?:sleep|timeout|seq)$/.test(first));
    // No sentence begins with these: `cd a` is one letter of a folder.
    const named = says || /^(?:cd|mkdir|rmdir)$/.test(first);
    if (told || second === '-' || (LITTLE_WORDS.has(second) && !named)) return 'no';
    const doubtful = WORDS_OF_ENGLISH.has(first) && !KEYWORDS.has(first);
    return doubtful && isProse(rest) ? 'no' : 'known';
  }
  if (/^(?:\.{1,2}|~)\/[\w.-]|^\$\{?\w/.test(first)) return 'possible';
  if (first === '.' && /^[\w./~$-]+$/.test(second)) return 'possible';
  if (/^\/[\w.+-]+(?:\/[\w.+-]+)+$/.test(first)) return 'possible';
  if (!/^[a-z_][\w.+-]*$/.test(first) || isHash(first) || OTHERS.test(rest)) return 'no';
  return isProse(rest) || /[.!?…]$/.test(rest) ? 'no' : 'possible';
}

/** `# docker ps` is a command behind the prompt of root, `# find the container` a comment. */
export function isRootCommand(text: string): boolean {
  const [first = '', second = ''] = text.split(/\s+/, 2);
  if (!KNOWN.has(first) || isProse(text)) return false;
  if (first === 'docker') return DOCKER.has(second) || second.startsWith('-');
  return (
    !WORDS_OF_ENGLISH.has(first) || second === '' || /(?:^|\s)[-./~$][\w./-]|[|>]|\w=/.test(text)
  );
}

/** Whether it is a command that is known by its name, whatever follows. */
export function isKnownCommand(word: string): boolean {
  return KNOWN.has(word);
}

/** A sentence: it has little words that shells do not use, or letters of other scripts outside of quotes. */
export function isProse(text: string): boolean {
  const said = text.replace(/(?<!\w)(?:echo|printf)\s.*/s, '');
  const bare = said.replace(/'[^']*'|"[^"]*"|\$\([^)]*\)|`[^`]*`|[<[][^>\]]*[>\]]/g, ' ');
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}]/u.test(
      bare,
    )
  ) {
    return true;
  }
  const words = bare.toLowerCase().split(/[\s,;:()]+/);
  if (words.some((word) => /^-{1,2}[a-z]/.test(word))) return false;
  return words
    .slice(1)
    .some((word, at) => LITTLE_WORDS.has(word) && (word !== 'a' || at + 2 < words.length));
}

export function isHash(word: string): boolean {
  return /^(?=[^\s]*\d)[0-9a-f]{12,64}$/.test(word);
}

const LONGEST_LOOK = 500;
const ASSIGNMENTS = /^(?:[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|[^\s"']*)(?:\s+|$))+/;

/** A file's name alone, a line of a container's log, and lines of Python. */
const OTHERS =
  /^(?:[\w.-]+\.(?:ya?ml|json|txt|md|py|js|ts|html?|css|env|toml|ini|conf|cfg|lock|xml|csv|log|java|go|rb|php|sql)$|[\w.-]+(?:[-_]\d+\s|\s\s)\s*\|\s|\w+ = |from [\w.]+ import |import [\w.]+(?: as \w+)?$)/;

/** What `ls -l` prints. */
const LISTING = /^(?:total \d+(?:\.\d+)?[KMG]?$|[dlcbps-](?:[r-][w-][xsStT-]){3}[.+@]?\s)/;

/** `docker ps → the containers`: words stand behind it. */
function isExplained(text: string): boolean {
  return /\s[→⇒—]\s/.test(text.replace(/"[^"]*"|'[^']*'|(?<=\s)#.*/g, ' '));
}

/** How a command is used: `docker run [OPTIONS] IMAGE [COMMAND] [ARG...]`. */
const SYNOPSIS =
  /^\w[\w-]*(?: [\w-]+){0,3} (?:\[[A-Z]+\] (?:[A-Z]{3}|\[[A-Z]{3})|.{0,200}\[[A-Z]+\.\.\.\])/;

const LITTLE_WORDS = new Set(
  `the a an is are was were will that this these those your you our we it its to of and or with from as
  which when if because has have not no des le la les une un est sont et ou der die das ein eine ist und
  oder nicht mit el los las una es son y de del para`.split(/\s+/),
);

/** Commands that are also words: a comment may begin with them. */
const WORDS_OF_ENGLISH = new Set(
  `make find test kill sort cut watch time read type open start service code go kind serve which more less
  set file date id top head tail free history login source split join host mount sleep clear true false env
  export exec if for while case until function node python ruby java sh bash ls cat tree touch install`.split(
    /\s+/,
  ),
);

/** Of the shell: what follows is another command, or a list. */
const KEYWORDS = new Set(['if', 'for', 'while', 'until', 'case', 'function', 'exec', 'time']);

const KNOWN = new Set(
  `docker docker-compose docker-machine podman podman-compose buildah skopeo nerdctl ctr crictl runc crane dive
  trivy cosign kubectl k3s k9s helm minikube kind oc kompose terraform ansible ansible-playbook vagrant packer
  git gh svn hg curl wget http httpie nc ncat telnet ssh scp sftp rsync ping traceroute nslookup dig host ip
  ifconfig netstat ss arp route iptables nft lsof ab hey siege wrk
  npm npx yarn pnpm node deno bun nvm tsc python python2 python3 pip pip2 pip3 pipenv poetry virtualenv venv uv
  conda pytest flask gunicorn uvicorn django-admin go cargo rustc rustup java javac mvn gradle dotnet ruby gem
  bundle rails rake php composer perl lua make cmake gcc g++ cc Rscript
  sudo su apt apt-get apt-cache dpkg apk yum dnf rpm zypper pacman brew snap choco winget
  cd ls ll dir pwd mkdir rmdir rm cp mv ln touch cat tac less more head tail tree find locate stat file du df
  chmod chown chgrp umask mount umount nano vim vi emacs code sed awk gawk grep egrep fgrep rg sort uniq wc cut
  tr tee xargs diff patch split join seq shuf tar zip unzip gzip gunzip bzip2 xz base64 md5sum sha256sum openssl
  echo printf export unset set env printenv source alias eval exec exit logout clear history which whereis type
  command date cal sleep watch time timeout test true false read wait jobs fg bg nohup disown trap ulimit
  ps top htop kill killall pkill pgrep free uptime vmstat iostat uname hostname whoami who id groups users last
  useradd usermod userdel adduser addgroup groupadd passwd chsh login systemctl service journalctl dmesg sysctl
  crontab lsblk lscpu lsmod modprobe dd fallocate truncate sync nsenter unshare capsh getcap setcap strace chroot
  getent bash sh zsh fish ash dash pwsh tmux screen man help jq yq xdg-open open start
  redis-cli redis-server mysql mysqldump mariadb psql pg_dump createdb mongo mongosh sqlite3 rabbitmqctl kafka-topics
  aws az gcloud doctl heroku fly ibmcloud if for while until case select function`.split(/\s+/),
);

const DOCKER = new Set(
  `attach build builder buildx commit compose config container context cp create diff events exec export history
  image images import info init inspect kill load login logout logs manifest network node pause plugin port ps
  pull push rename restart rm rmi run save scan scout search secret service stack start stats stop swarm system
  tag top trust unpause update version volume wait help`.split(/\s+/),
);
