#!/bin/bash
set -eu
sed 's/hello beautiful world!/goodbye, and fair winds!/; s/hello()/goodbye()/' app.py > goodbye.py
sed 's/app\.py/goodbye.py/g' Dockerfile > Dockerfile.goodbye
docker image build -t python-goodbye -f Dockerfile.goodbye .
