package dev.millrace.chassis.logging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Log levels that are changed at run time. */
@ApplicationScoped
class LogLevels {
    static final String ROOT = "ROOT";

    /** TRACE is missing: the build removes it ({@code quarkus.log.min-level}). */
    private static final List<String> ALLOWED = List.of("OFF", "ERROR", "WARN", "INFO", "DEBUG");

    private final Map<String, Changed> changed = new HashMap<>();

    private static final class Changed {
        /** A reference to the logger, because a logger that is garbage-collected loses its level. */
        private final Logger logger;

        private final Level before;

        Changed(Logger logger) {
            this.logger = logger;
            this.before = logger.getLevel();
        }
    }

    /** @throws IllegalArgumentException when there is no such level */
    synchronized void set(String category, String level) {
        String name = level.toUpperCase(Locale.ROOT);
        if (!ALLOWED.contains(name)) {
            throw new IllegalArgumentException(
                    "'%s' is not a level that can be set; add ?level= and one of %s.".formatted(level, ALLOWED));
        }
        changed.computeIfAbsent(category, each -> new Changed(logger(each)))
                .logger
                .setLevel(org.jboss.logmanager.Level.parse(name));
    }

    synchronized void reset(String category) {
        Changed known = changed.remove(category);
        if (known != null) {
            known.logger.setLevel(known.before);
        }
    }

    /** Level by category: the root's, and those that were changed. */
    synchronized Map<String, String> list() {
        Map<String, String> levels = new TreeMap<>();
        levels.put(ROOT, String.valueOf(logger(ROOT).getLevel()));
        changed.forEach((category, each) -> levels.put(category, String.valueOf(each.logger.getLevel())));
        return levels;
    }

    private static Logger logger(String category) {
        return Logger.getLogger(category.equals(ROOT) ? "" : category);
    }
}
