#!/bin/sh
# Makes the secrets that the compose files read, each as a file in docker/secrets; what is there already stays.
set -eu
folder=$(dirname "$0")/secrets
# The folder is its owner's alone. The files must be readable for user 1000 of the container, whoever owns them here.
mkdir -p "$folder"
chmod 700 "$folder"
random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
make() {
  [ -e "$folder/$1" ] || printf '%s' "$2" >"$folder/$1"
  chmod 644 "$folder/$1"
}
make admin-password "$(random)"
make database-password "$(random)"
make database-url "postgres://residencia:$(cat "$folder/database-password")@database:5432/residencia"
