# shellcheck shell=bash
# Unpacks Debian unstable's MySQL into a folder, beside the system and not into it.

# The archive of the system's own apt configuration: the first one of the running release that is not for security.
debian_mirror() {
    local codename
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    # shellcheck disable=SC2016 # the names are apt's, not the shell's
    apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
        awk -v codename="$codename" '$2 == codename { print $1; exit }'
}

# Installs packages of the running release. RUNLEVEL=1 keeps them from starting services of the machine's own.
install_packages() {
    apt-get -qq update >&2 &&
        RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >&2
}

# apt-get with a state of its own (in $1), which knows of unstable only and of nothing installed.
private_apt() {
    local state=$1
    shift
    apt-get -o Dir::State="$state" -o Dir::State::status="$state/status" -o Dir::Cache="$state/cache" \
        -o Dir::Etc::sourcelist="$state/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o APT::Install-Recommends=false -o APT::Sandbox::User=root -o Debug::NoLocking=true "$@"
}

prepare_private_apt() {
    local state=$1 mirror
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || { echo "No Debian mirror in apt's configuration." >&2; return 1; }
    mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
    : >"$state/status"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror sid main" >"$state/sources.list"
    private_apt "$state" -qq -o APT::Update::Error-Mode=any update >&2
}

# Prints the folder that MySQL is unpacked in. $1 is the cache; what is in it under its final name is always whole:
# the key is the list of packages with their checksums, and the folder is renamed into place when it is complete.
unpacked_mysql() {
    local cache=$1 packages=(mysql-server-core mysql-client-core dash coreutils base-files) work key package
    mkdir -p "$cache"
    find "$cache" -mindepth 1 -maxdepth 1 -name 'unfinished.*' -mmin +120 -exec rm -rf {} +
    find "$cache" -mindepth 1 -maxdepth 1 -name 'mysql-*' -mtime +14 -exec rm -rf {} +
    work=$(mktemp -d "$cache/unfinished.XXXXXX")
    if ! prepare_private_apt "$work/apt"; then
        rm -rf "$work"
        newest_unpacked_mysql "$cache"
        return
    fi
    key=$(private_apt "$work/apt" -qq --print-uris install "${packages[@]}" | sort | sha256sum | cut -c1-16)
    if [ ! -d "$cache/mysql-$key" ]; then
        private_apt "$work/apt" -qq install --download-only -y "${packages[@]}" >&2
        mkdir "$work/root"
        for package in "$work"/apt/cache/archives/*.deb; do
            dpkg-deb --extract "$package" "$work/root"
        done
        mv "$work/root" "$cache/mysql-$key"
    fi
    rm -rf "$work"
    touch "$cache/mysql-$key"
    echo "$cache/mysql-$key"
}

# What an earlier run unpacked, where the mirror can't be reached today.
newest_unpacked_mysql() {
    local folder
    folder=$(find "$1" -maxdepth 1 -name 'mysql-*' -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d' ' -f2-)
    [ -n "$folder" ] || { echo "The Debian mirror can't be reached and nothing is cached." >&2; return 1; }
    echo "The Debian mirror can't be reached; using what an earlier run unpacked: $folder" >&2
    echo "$folder"
}

# Writes to $3 a script that runs program $2 of the unpacked folder $1 with the folder's own libraries.
wrap_program() {
    local root=$1 program=$2 script=$3 libraries loader
    libraries=$(echo "$root"/usr/lib/*-linux-gnu)
    loader=$(echo "$libraries"/ld-linux-*.so.*)
    printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' \
        "$loader" "$libraries:$root/usr/lib/mysql/private" "$root/usr/$program" >"$script"
    chmod +x "$script"
}
