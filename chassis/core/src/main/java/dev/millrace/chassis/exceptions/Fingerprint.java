package dev.millrace.chassis.exceptions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Identity of an error: the type of the root cause and the project's own frames, without line numbers, so that it
 * survives releases that only move lines. Messages are not part of it, because they contain ids.
 *
 * @param id 16 hexadecimal digits
 * @param type class of the root cause
 * @param frames own frames of the root cause, innermost first; the innermost frame if none is the project's
 */
public record Fingerprint(String id, String type, List<String> frames) {
    private static final String OWN = "dev.millrace.";
    private static final int MAX_FRAMES = 20;
    private static final int ID_BYTES = 8;
    /** Numbers of lambdas and suffixes of generated subclasses, which differ between builds. */
    private static final Pattern GENERATED = Pattern.compile("\\$\\d+|_Subclass|_ClientProxy|\\$\\$.*$");

    public static Fingerprint of(Throwable exception) {
        Throwable root = rootOf(exception);
        List<String> frames = own(exception, root);
        String type = root.getClass().getName();
        return new Fingerprint(digest(type + frames), type, frames);
    }

    /** The root cause's own frames; those of the nearest wrapper when it was thrown on a library's thread. */
    private static List<String> own(Throwable exception, Throwable root) {
        Set<String> frames = new LinkedHashSet<>();
        List<Throwable> innermostFirst = chain(exception).toList().reversed();
        for (Throwable each : innermostFirst) {
            Arrays.stream(each.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith(OWN))
                    .map(Fingerprint::name)
                    .limit(MAX_FRAMES)
                    .forEach(frames::add);
            if (!frames.isEmpty()) {
                return List.copyOf(frames);
            }
        }
        return Arrays.stream(root.getStackTrace())
                .limit(1)
                .map(Fingerprint::name)
                .toList();
    }

    private static String name(StackTraceElement frame) {
        String method = frame.getMethodName().startsWith("lambda$")
                ? frame.getMethodName().split("\\$")[1]
                : frame.getMethodName();
        return GENERATED.matcher(frame.getClassName()).replaceAll("") + "." + method;
    }

    private static Throwable rootOf(Throwable exception) {
        return chain(exception).toList().getLast();
    }

    /** Bounded: a chain of causes may have a cycle. */
    private static Stream<Throwable> chain(Throwable exception) {
        return Stream.iterate(exception, each -> each != null, Throwable::getCause)
                .limit(MAX_FRAMES);
    }

    private static String digest(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
