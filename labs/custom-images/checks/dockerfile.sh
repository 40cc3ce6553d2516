#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
[[ -f Dockerfile ]] || not_yet 'There is no Dockerfile in the workspace yet. Its name has a capital D and no ending.'
line_of() { grep -Ein -m 1 "$1" Dockerfile | cut -d: -f1; }
from=$(line_of '^\s*FROM\s+(docker\.io/)?(library/)?python:3\.8-alpine\s*$')
install=$(line_of '^\s*RUN\s+.*pip3?\s+install\s+.*flask')
copy=$(line_of '^\s*(COPY|ADD)\s+.*app\.py')
start=$(line_of '^\s*(CMD|ENTRYPOINT)\s+.*app\.py')
[[ -n $from ]] || not_yet 'The Dockerfile does not start FROM python:3.8-alpine.'
[[ -n $install ]] || not_yet 'No RUN line installs Flask with pip.'
[[ -n $copy ]] || not_yet 'No COPY line takes app.py into the image.'
[[ -n $start ]] || not_yet 'No CMD line says to start app.py.'
((copy > install)) || not_yet "COPY (line $copy) comes before RUN pip install (line $install): each change of app.py would install Flask again."
