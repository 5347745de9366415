package dev.millrace.system.fuzz;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Generates JSON texts from the grammar, and occasionally an invalid one. */
final class JsonGrammar {
    private static final int MAX_DEPTH = 4;
    private static final List<String> NUMBERS = List.of(
            "0", "-0", "-1", "1.5", "1e3", "1E+300", "1e999999999", "2147483648", "9223372036854775808", "0.1e-400");
    private static final List<String> ODD = List.of(
            "\\u0000",
            "\\ud800",
            "\\udc00",
            "\\udc00\\ud800",
            "\\ud83c\\udf75",
            "\\n",
            "\\u2028",
            "\\uffff",
            "'; --",
            "%00",
            "\u00e9",
            "e\\u0301",
            "\u202e",
            "<b>",
            "${7*7}",
            "{0}",
            "../");
    private static final List<String> INVALID =
            List.of("", "{", "[1,]", "nul", "\"open", "01", "{\"a\" 1}", "\"\\x\"", "[] []");

    private final RandomGenerator random;

    JsonGrammar(RandomGenerator random) {
        this.random = random;
    }

    String any() {
        return random.nextInt(20) == 0 ? pick(INVALID) : value(0);
    }

    /** A string literal whose text has at most this length. */
    String string(int length) {
        String text = random.ints(random.nextInt(length + 1), ' ', '~')
                .filter(each -> each != '"' && each != '\\')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        boolean odd = random.nextInt(8) == 0 && !text.isEmpty();
        return '"' + (odd ? text.substring(1) + pick(ODD) : text) + '"';
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String value(int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? 8 : 6)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "false";
            case 3 -> pick(NUMBERS);
            case 4, 5 -> string(12);
            case 6 -> items(() -> value(depth + 1), "[", "]");
            default -> items(() -> string(6) + ":" + value(depth + 1), "{", "}");
        };
    }

    private String items(Supplier<String> item, String open, String close) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(each -> item.get())
                .collect(Collectors.joining(",", open, close));
    }
}
