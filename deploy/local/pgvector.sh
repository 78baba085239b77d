#!/usr/bin/env bash
# A PostgreSQL 17 with pgvector for tests, without Docker: Debian trixie's postgresql-17-pgvector in a folder, made once by debootstrap.
#   pgvector.sh start DIR   makes DIR where it is missing, starts the server on a free port, prints its JDBC URL (and nothing else)
#   pgvector.sh stop DIR    stops the server; DIR stays for the next time (600 MB)
# Runs as root (debootstrap and chroot need it). The server itself runs as Debian's user "postgres" and listens on 127.0.0.1 only.
set -euo pipefail

fail() { echo "pgvector.sh: $*" >&2; exit 1; }
say() { echo "pgvector.sh: $*" >&2; }

[ $# = 2 ] || fail "usage: pgvector.sh start|stop DIR"
command=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd)
mirror=${NEXTSKILL_DEBIAN_MIRROR:-http://deb.debian.org/debian}
root=$dir/trixie
bin=/usr/lib/postgresql/17/bin
data=/var/lib/postgresql/nextskill
url_file=$dir/url

[ "$(id -u)" = 0 ] || fail "needs root, for debootstrap and chroot; or give a server of your own: -Dnextskill.pgvector.url=URL"

as_postgres() { chroot "$root" su postgres -s /bin/sh -c "$*"; }

make_root() {
  [ -e "$root/.complete" ] && return
  if ! command -v debootstrap >/dev/null; then
    say "installs debootstrap"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends debootstrap; } >"$dir/apt.log" 2>&1 ||
      fail "debootstrap cannot be installed, see $dir/apt.log"
  fi
  say "makes $root from $mirror (about a minute, once)"
  rm -rf "$root"
  debootstrap --variant=minbase --include=postgresql-17,postgresql-17-pgvector trixie "$root" "$mirror" >"$dir/debootstrap.log" 2>&1 ||
    { tail -5 "$dir/debootstrap.log" >&2; fail "debootstrap failed, see $dir/debootstrap.log"; }
  rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/usr/share/doc "$root"/usr/share/locale
  touch "$root/.complete"
}

# Whether a server runs on our data; a postmaster.pid may be left over from a machine that was switched off.
running() { [ -e "$root/.complete" ] && as_postgres "$bin/pg_ctl -D $data status" >/dev/null 2>&1; }

# Shared memory and /dev/null: without them PostgreSQL does not start. No proc is needed.
prepare_devices() {
  [ -c "$root/dev/null" ] || mknod -m 666 "$root/dev/null" c 1 3
  [ -c "$root/dev/urandom" ] || mknod -m 666 "$root/dev/urandom" c 1 9
  mkdir -p "$root/dev/shm"
  chmod 1777 "$root/dev/shm"
}

free_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
  fail "no free port"
}

start() {
  make_root
  if running && [ -s "$url_file" ]; then
    cat "$url_file"
    return
  fi
  prepare_devices
  if [ ! -e "$root$data/PG_VERSION" ]; then
    as_postgres "$bin/initdb -D $data -U postgres -A trust -E UTF8 --locale=C.UTF-8" >"$dir/initdb.log" 2>&1 ||
      fail "initdb failed, see $dir/initdb.log"
  fi
  # Another process may take the port between the look and the start.
  local port
  for _ in 1 2 3; do
    port=$(free_port)
    if as_postgres "$bin/pg_ctl -D $data -w -t 30 -l $data/log -o '-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c dynamic_shared_memory_type=mmap -c fsync=off' start" >"$dir/start.log" 2>&1 </dev/null; then
      echo "jdbc:postgresql://127.0.0.1:$port/postgres?user=postgres" >"$url_file"
      cat "$url_file"
      return
    fi
  done
  tail -5 "$root$data/log" >&2 || true
  fail "PostgreSQL does not start, see $root$data/log"
}

stop() {
  if running; then
    as_postgres "$bin/pg_ctl -D $data -m fast -w -t 30 stop" >/dev/null
    say "stopped"
  fi
  rm -f "$url_file"
}

case $command in
  start) start ;;
  stop) stop ;;
  *) fail "usage: pgvector.sh start|stop DIR" ;;
esac
