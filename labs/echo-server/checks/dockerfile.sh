#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
[[ -f Dockerfile ]] || not_yet 'There is no Dockerfile in the workspace yet.'
line_of() { grep -Ein -m 1 "$1" Dockerfile | cut -d: -f1; }
from=$(line_of '^\s*FROM\s+(docker\.io/)?(library/)?node:20-slim')
workdir=$(line_of '^\s*WORKDIR\s+/usr/src/app')
install=$(line_of '^\s*RUN\s+.*npm\s+(install|ci)')
code=$(line_of '^\s*COPY\s+.*index\.js')
[[ -n $from ]] || not_yet 'The Dockerfile does not start FROM node:20-slim.'
[[ -n $workdir ]] || not_yet 'WORKDIR /usr/src/app is missing.'
[[ -n $install ]] || not_yet 'No RUN line installs the dependencies with npm.'
[[ -n $code ]] || not_yet 'No COPY line takes index.js into the image.'
((workdir < install)) || not_yet "WORKDIR (line $workdir) has to stand before RUN npm install (line $install)."
((install < code)) || not_yet "COPY index.js (line $code) comes before RUN npm install (line $install): each change of the code would install Express again."
grep -qs 'node_modules' .dockerignore || not_yet 'There is no .dockerignore that keeps node_modules out.'
