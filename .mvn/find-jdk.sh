# Sourced by mvnw and run: points JAVA_HOME at a JDK 21 or newer, or ends with one line that says what to install.
# JAVA_HOME wins when it is new enough; then the java on the PATH; then the newest of the usual places.

jdk_major() { # directory -> its feature version, or nothing when it is not a JDK
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
    on_path=$(command -v javac 2>/dev/null || true)
    [ -n "$on_path" ] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
    for home in "${JAVA_HOME:-}" "$on_path"; do
        major=$(jdk_major "$home")
        if [ "${major:-0}" -ge 21 ]; then
            JAVA_HOME=$home
            return 0
        fi
    done
    best=0
    for home in /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        major=$(jdk_major "$home")
        if [ "${major:-0}" -ge 21 ] && [ "$major" -gt "$best" ]; then
            best=$major
            JAVA_HOME=$home
        fi
    done
    [ "$best" -ge 21 ]
}

if ! find_jdk; then
    echo "No JDK 21 or newer found (JAVA_HOME, PATH, /usr/lib/jvm, SDKMAN, macOS): install one, for example Temurin 25, or set JAVA_HOME." >&2
    exit 1
fi
export JAVA_HOME
