#!/bin/bash
set -u
not_yet() {
  echo "$*" >&2
  exit 1
}
[[ -f app.py ]] || not_yet 'There is no app.py in the workspace yet.'
grep -Eq 'hello (beautiful )?world!' app.py || not_yet 'app.py is there, but it does not say “hello world!”.'
grep -q 'from flask import Flask' app.py || not_yet 'app.py is there, but it does not import Flask.'
grep -q '0\.0\.0\.0' app.py || not_yet 'app.py does not listen on 0.0.0.0, so nobody outside its container could reach it.'
