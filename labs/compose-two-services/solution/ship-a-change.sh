#!/bin/bash
set -eu
sed -i 's/You are visitor/Welcome! You are visitor/' app.py
cat > compose.yaml << 'END'
services:
  web:
    build: .
    ports:
      - "5001:5000"
    environment:
      STORE: redis
    depends_on:
      redis:
        condition: service_healthy
  redis:
    image: redis:alpine
    volumes:
      - counter:/data
    healthcheck:
      test: ["CMD", "redis-cli", "ping"]
      interval: 2s
      timeout: 2s

volumes:
  counter:
END
docker compose up -d --build
