#!/bin/bash
set -eu
cat > Dockerfile << 'DOCKERFILE'
FROM python:3.8-alpine
RUN pip install flask
CMD ["python", "app.py"]
COPY app.py /app.py
DOCKERFILE
