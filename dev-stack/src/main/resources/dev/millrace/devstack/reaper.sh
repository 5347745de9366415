# $1: the run directory of a test's stack. Kills its processes, because their data is not needed, and keeps only logs.
trap '' HUP INT TERM
cat >/dev/null

gone() {
    for file in "$1"/pids/*.pid; do
        [ -r "$file" ] && read -r pid started <"$file" && kill -0 "$pid" 2>/dev/null && return 1
    done
    return 0
}

for file in "$1"/pids/*.pid; do
    [ -r "$file" ] || continue
    read -r pid started <"$file"
    case $file in
    */postgres.pid) kill -QUIT "$pid" ;; # immediate shutdown: also ends child processes and frees shared memory
    *) kill -KILL "$pid" ;;
    esac
done
attempts=0
until gone "$1" || [ $attempts -eq 100 ]; do
    attempts=$((attempts + 1))
    sleep 0.05
done

remove() { find "$1" -mindepth 1 -maxdepth 1 ! -name logs -exec rm -rf {} +; }
remove "$1" || { sleep 1 && remove "$1"; }
