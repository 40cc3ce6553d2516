# The tools of the sandbox contract on a plain Debian. Built as real root; afterwards the whole file
# system is shifted (packages/sandbox/src/drivers/docker/host/images/tar-shift.ts), so that all of it belongs
# to the learner, who is root in a user namespace.
ARG BASE
FROM ${BASE} AS tools

# The engine is of Docker 28, which Debian has in sid, built for the libraries that are here. Those before it compare a
# new layer with its base file by file when they are in a user namespace: half a second of every build. Should sid move
# on, the release's own engine is taken: what a newer one changes is to be looked at first. Mirrors of it are brought up
# to date more seldom than it asks for. The client stays the release's: sid's fills a table of the widths of all characters
# at each start, and every `docker` of a learner would take 40 ms longer (60 instead of 20).
RUN export DEBIAN_FRONTEND=noninteractive \
 && sed -n 's/^deb \(.*\) trixie main/deb [check-valid-until=no] \1 sid main/p' /etc/apt/sources.list > /etc/apt/sources.list.d/sid.list \
 && printf '%s\n' 'Package: *' 'Pin: release a=unstable' 'Pin-Priority: -1' '' \
      'Package: docker.io' 'Pin: version 28.*' 'Pin-Priority: 990' '' \
      'Package: tini tini-static' 'Pin: release a=unstable' 'Pin-Priority: 990' > /etc/apt/preferences.d/engine \
 && apt-get update \
 && apt-get install -y --no-install-recommends \
      docker.io docker-cli docker-buildx docker-compose containerd runc iptables \
      rootlesskit slirp4netns uidmap tini dtach inotify-tools libcap2-bin \
      bash bash-completion ca-certificates curl file git htop iproute2 iputils-ping jq less nano \
      procps psmisc vim wget xxd xz-utils \
 && rm /etc/apt/sources.list.d/sid.list /etc/apt/preferences.d/engine \
 && rm -rf /var/cache/apt/archives/*.deb /var/log/apt /var/log/dpkg.log /var/log/alternatives.log

# File capabilities instead of the setuid bit: the kernel refuses setuid root when CAP_SYS_ADMIN is not
# in the bounding set, and a sandbox has none but SETUID and SETGID.
RUN chmod u-s /usr/bin/newuidmap /usr/bin/newgidmap \
 && setcap cap_setuid=ep /usr/bin/newuidmap \
 && setcap cap_setgid=ep /usr/bin/newgidmap \
 && sed -i '/:1000:/d' /etc/passwd /etc/group \
 && echo 'learner:x:1000:1000:outside name of root:/root:/bin/bash' >> /etc/passwd \
 && echo 'learner:x:1000:' >> /etc/group \
 && echo 'learner:100000:65535' | tee /etc/subuid > /etc/subgid \
 && mkdir -p /var/lib/docker /workspace \
 && chmod 0710 /var/lib/docker

# The machine's system in a folder, as the sandbox image has it.
FROM tools AS machine
RUN mkdir /machine && cd /machine && mkdir proc sys dev run \
 && for entry in /*; do \
      case "$entry" in /machine|/proc|/sys|/dev|/run) ;; *) cp -a --one-file-system "$entry" . || exit 1 ;; esac; \
    done
