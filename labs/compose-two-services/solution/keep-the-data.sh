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
    volumes:
      - counter:/data

volumes:
  counter:
END
docker compose up -d
docker compose exec -T redis redis-cli set visits 2000
docker compose down
docker compose up -d
