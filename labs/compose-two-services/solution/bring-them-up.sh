#!/bin/bash
set -eu
docker compose up -d
