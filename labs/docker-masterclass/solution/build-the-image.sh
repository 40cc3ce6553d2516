#!/bin/bash
set -eu
docker build -t echo-server .
