#!/bin/sh
set -e
# Options alone, or a configuration file, are meant for the server.
case ${1:-} in
  -* | *.conf) set -- redis-server "$@" ;;
esac
if [ "${1:-}" = redis-server ]; then
  shift
  config=
  if [ -n "${1:-}" ] && [ "${1#-}" = "$1" ]; then
    config=$1
    shift
  fi
  # Debian's server answers only its own machine while it has no password; the official image's answers its networks.
  case ${1:-} in
    -v | --version | -h | --help | --test-memory | --check-system) ;;
    *)
      if [ -z "$config" ] || ! grep -q '^ *protected-mode' "$config"; then
        set -- --protected-mode no "$@"
      fi
      ;;
  esac
  set -- redis-server ${config:+"$config"} "$@"
  if [ "$(id -u)" = 0 ]; then
    find . ! -user redis -exec chown redis:redis {} +
    exec setpriv --reuid=redis --regid=redis --clear-groups "$@"
  fi
fi
exec "$@"
