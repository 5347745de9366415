package dev.millrace.gateway.caching;

/**
 * Names an answer.
 *
 * @param caller the Authorization header as it came, or null: the service decided what this caller may see, nobody else
 * @param epoch another one after each change
 */
record ReadKey(String caller, String resource, Object epoch) {
    int size() {
        return resource.length() + (caller == null ? 0 : caller.length());
    }
}
