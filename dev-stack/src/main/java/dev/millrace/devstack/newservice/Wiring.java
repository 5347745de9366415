package dev.millrace.devstack.newservice;

import dev.millrace.devstack.process.ProcessFailed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Repeats entries of customer-service for the new service: lines, blocks, YAML documents and files. The new entries are
 * therefore as current as their models. If a model no longer exists, the command fails before it changes anything.
 */
final class Wiring {
    private static final String END_OF_DOCUMENT = "\n---\n";

    private final Checkout checkout;
    private final ServiceName service;

    Wiring(Checkout checkout, ServiceName service) {
        this.checkout = checkout;
        this.service = service;
    }

    /** Inserts a copy of each line that contains the text, below that line. */
    void lines(String file, String text) {
        block(file, text, 0, 0);
    }

    /**
     * Inserts a copy of each line that contains the text, with the given number of lines before and after it, below
     * that block.
     */
    void block(String file, String text, int before, int after) {
        List<String> lines = checkout.read(file).lines().toList();
        List<Integer> found = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).contains(text))
                .boxed()
                .toList();
        require(!found.isEmpty(), file, text);
        List<String> result = new ArrayList<>(lines);
        for (int at : found.reversed()) {
            List<String> copy = lines.subList(at - before, at + after + 1).stream()
                    .map(service::ofModel)
                    .toList();
            result.addAll(at + after + 1, copy);
        }
        checkout.change(file, String.join("\n", result) + "\n");
    }

    /** Repeats each YAML document that has the line. */
    void documents(String file, String line) {
        documents(file, line, "");
    }

    /** As above, without the given text in the copy. */
    void documents(String file, String line, String without) {
        String text = checkout.read(file);
        List<String> documents = Arrays.asList(text.stripTrailing().split(END_OF_DOCUMENT));
        List<String> copies = documents.stream()
                .filter(document -> document.lines().anyMatch(line::equals))
                .map(document -> service.ofModel(document.replace(without, "")))
                .toList();
        require(!copies.isEmpty() && text.contains(without), file, line);
        checkout.change(
                file,
                IntStream.range(0, documents.size() + copies.size())
                                .mapToObj(
                                        i -> i < documents.size() ? documents.get(i) : copies.get(i - documents.size()))
                                .collect(Collectors.joining(END_OF_DOCUMENT))
                        + "\n");
    }

    /** Copies a file of customer-service, without the given text. */
    void file(String file, String without) {
        String text = checkout.read(file);
        require(text.contains(without), file, without);
        checkout.create(service.ofModel(file), service.ofModel(text.replace(without, "")), checkout.path(file));
    }

    /** Adds a separator and the new service's counterpart after each occurrence of the text. */
    void repeat(String file, String text, String separator) {
        replace(file, text, text + separator + service.ofModel(text));
    }

    void replace(String file, String text, String replacement) {
        String before = checkout.read(file);
        require(before.contains(text), file, text);
        checkout.change(file, before.replace(text, replacement));
    }

    private static void require(boolean found, String file, String text) {
        if (!found) {
            throw new ProcessFailed("Nothing was changed: the new service's entry goes after '%s', which is not in %s"
                    .formatted(text, file));
        }
    }
}
