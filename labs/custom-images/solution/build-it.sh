#!/bin/bash
set -eu
docker image build -t python-hello-world .
