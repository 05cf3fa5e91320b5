# shellcheck shell=bash
# The unpacked MySQL without Docker, for a machine on which no container can be started.

free_port() {
    local port
    while port=$((20000 + RANDOM % 10000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
    echo "$port"
}

# Starts mysqld from the unpacked folder $1 with its data in folder $2, sets SERVER_PID and names it to the tests.
start_server() {
    local root=$1 folder=$2 common port
    mkdir -p "$folder"
    port=$(free_port)
    wrap_program "$root" sbin/mysqld "$folder/mysqld"
    common=(--no-defaults --user=root --basedir="$root/usr" --datadir="$folder/data"
        --lc-messages-dir="$root/usr/share/mysql" --character-sets-dir="$root/usr/share/mysql/charsets"
        --plugin-dir="$root/usr/lib/mysql/plugin")
    "$folder/mysqld" "${common[@]}" --initialize-insecure >"$folder/mysqld.log" 2>&1
    printf '%s\n' "CREATE USER admin@'%' IDENTIFIED BY 'safecsv-tests';" \
        "GRANT ALL ON *.* TO admin@'%' WITH GRANT OPTION;" >"$folder/accounts.sql"
    "$folder/mysqld" "${common[@]}" --port="$port" --bind-address=127.0.0.1 --mysqlx=OFF \
        --socket="$folder/mysqld.sock" --secure-file-priv= --max-allowed-packet=128M \
        --innodb-flush-log-at-trx-commit=2 --init-file="$folder/accounts.sql" >>"$folder/mysqld.log" 2>&1 &
    SERVER_PID=$!
    export SAFECSV_TEST_HOST=127.0.0.1 SAFECSV_TEST_PORT=$port
    export SAFECSV_TEST_USER=admin SAFECSV_TEST_PASSWORD=safecsv-tests
    wait_for_server "$port" "$folder/mysqld.log"
}

wait_for_server() {
    local port=$1 log=$2 attempt
    for attempt in $(seq 300); do
        grep -q "ready for connections.*port: $port" "$log" && return
        kill -0 "$SERVER_PID" 2>/dev/null || break
        sleep 0.2
    done
    echo "mysqld is not ready after $attempt attempts:" >&2
    tail -n 5 "$log" >&2
    return 1
}
