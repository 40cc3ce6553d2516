#!/bin/bash
set -eu
cat > compose.yaml << 'END'
services:
  web:
    build: .
    ports:
      - "5001:5000"
    environment:
      STORE: redis
  redis:
    image: redis:alpine
END
