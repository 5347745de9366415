package dev.millrace.chassis.logging;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Masks secrets, tokens and e-mail addresses in texts of unknown content, such as messages of exceptions. */
public final class Redaction {
    private static final String MASK = "***";
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]{1,64}@[\\w-]+(\\.[\\w-]+)+");
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{5,}(\\.[\\w-]*){0,2}");
    private static final Pattern SECRET =
            Pattern.compile("(?i)(password|passwd|secret|token|credential)(\"?\\s*[=:]\\s*\"?)[^\\s\"',;&)]+");

    private Redaction() {}

    /** @param text null stays null */
    public static @Nullable String of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String withoutTokens = TOKEN.matcher(text).replaceAll(MASK);
        String withoutSecrets = SECRET.matcher(withoutTokens).replaceAll("$1$2" + MASK);
        return EMAIL.matcher(withoutSecrets).replaceAll(MASK);
    }
}
