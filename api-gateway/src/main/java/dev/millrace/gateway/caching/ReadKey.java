package dev.millrace.gateway.caching;

/**
 * Key of a cached response.
 *
 * @param caller the Authorization header as received, or null: the service decided what this caller may see
 * @param epoch changes whenever the resource does
 */
record ReadKey(String caller, String resource, Object epoch) {
    int size() {
        return resource.length() + (caller == null ? 0 : caller.length());
    }
}
