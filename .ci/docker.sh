# shellcheck shell=bash
# A Docker daemon of our own: its socket, data and bridge are ours, so that no other daemon of the machine is touched.

install_docker() {
    command -v dockerd >/dev/null && command -v docker >/dev/null && command -v ip >/dev/null && return
    install_packages docker.io iproute2
}

# Makes a bridge on the first network that no interface has, and sets BRIDGE.
make_bridge() {
    local third
    BRIDGE=safecsv$$
    ip link add "$BRIDGE" type bridge || return 1
    for third in $(seq 16 250); do
        if [ -z "$(ip -4 -o address show to "10.213.$third.0/24")" ]; then
            ip address add "10.213.$third.1/24" dev "$BRIDGE" && ip link set "$BRIDGE" up
            return
        fi
    done
    return 1
}

# Starts dockerd with everything in folder $1 and sets DOCKER_HOST and DOCKER_PID; fails when it does not get ready.
start_docker() {
    local folder=$1 driver
    mkdir -p "$folder"
    make_bridge || return 1
    export DOCKER_HOST="unix://$folder/docker.sock"
    for driver in overlay2 vfs; do
        # Without iptables the machine's firewall stays as it is; published ports work through docker-proxy.
        dockerd --host="$DOCKER_HOST" --data-root="$folder/data" --exec-root="$folder/exec" \
            --pidfile="$folder/dockerd.pid" --storage-driver="$driver" --bridge="$BRIDGE" \
            --ip=127.0.0.1 --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false >"$folder/dockerd.log" 2>&1 &
        DOCKER_PID=$!
        wait_for_docker && return
        kill "$DOCKER_PID" 2>/dev/null || true
        wait "$DOCKER_PID" 2>/dev/null || true
        echo "dockerd did not start with storage driver $driver:" >&2
        tail -n 3 "$folder/dockerd.log" >&2
    done
    DOCKER_PID=
    unset DOCKER_HOST
    return 1
}

wait_for_docker() {
    local attempt
    for attempt in $(seq 150); do
        docker version >/dev/null 2>&1 && return
        kill -0 "$DOCKER_PID" 2>/dev/null || return 1
        sleep 0.2
    done
    echo "dockerd gave no answer after $attempt attempts." >&2
    return 1
}

# Makes image $2 of the unpacked packages in folder $1.
import_mysql_image() {
    local root=$1 image=$2 here
    here=$(dirname "${BASH_SOURCE[0]}")
    tar -c -C "$root" . -C "$(realpath "$here")" entrypoint |
        docker import --change 'ENV PATH=/usr/sbin:/usr/bin' --change 'EXPOSE 3306' \
            --change 'ENTRYPOINT ["/entrypoint"]' - "$image" >/dev/null
}
