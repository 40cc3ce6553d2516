[ -z "${BASH_VERSION:-}" ] || . /root/.bashrc
