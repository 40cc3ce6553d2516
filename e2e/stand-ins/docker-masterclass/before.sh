# The course's repository is in the home folder, and its image on Docker Hub.
set -e
ln -s /workspace ~/docker-masterclass
docker build --quiet -t balenalib/intel-nuc-debian-node -t stand-in/intel-nuc-debian-node - <<'END'
FROM node:20-slim
RUN apt-get update && apt-get install -y --no-install-recommends procps && rm -rf /var/lib/apt/lists/*
RUN for name in node npm; do \
      [ -e /usr/local/bin/$name ] || ln -s "$(command -v $name)" /usr/local/bin/$name; \
    done
END
