package dev.millrace.devstack.newservice;

import dev.millrace.devstack.process.Command;
import dev.millrace.devstack.process.ProcessFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a checkout with pending changes, which are written together or not at all. */
final class Checkout {
    private final Path root;
    private final Map<Path, String> changed = new LinkedHashMap<>();
    private final Map<Path, Path> models = new LinkedHashMap<>();

    Checkout(Path root) {
        this.root = root;
    }

    Path path(String file) {
        return root.resolve(file);
    }

    String read(String file) {
        Path path = path(file);
        try {
            return changed.containsKey(path) ? changed.get(path) : Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing was changed: " + file + " cannot be read", e);
        }
    }

    void change(String file, String text) {
        changed.put(path(file), text);
    }

    /** @param model the file whose permissions the new one gets */
    void create(String file, String text, Path model) {
        if (Files.exists(path(file))) {
            throw new ProcessFailed("Nothing was changed: %s exists already".formatted(file));
        }
        models.put(path(file), model);
        change(file, text);
    }

    /**
     * Refuses when a file that changes has changes that are not committed, so that {@code git} can undo the command.
     *
     * @return the number of files
     */
    int write() {
        requireCommitted();
        changed.forEach(this::write);
        return changed.size();
    }

    private void requireCommitted() {
        if (!Files.exists(root.resolve(".git"))) {
            return; // sources without a history
        }
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString(), "status", "--porcelain", "--"));
        changed.keySet().forEach(file -> command.add(root.relativize(file).toString()));
        String uncommitted = Command.run("ask for uncommitted changes", command, "");
        if (!uncommitted.isEmpty()) {
            throw new ProcessFailed("Nothing was changed: commit or stash the changes in these files first,"
                    + " so that the changes of this command can be distinguished and undone:%n%s"
                            .formatted(uncommitted.stripTrailing()));
        }
    }

    private void write(Path path, String text) {
        try {
            Files.createDirectories(path.getParent());
            if (models.containsKey(path)) {
                createLike(models.get(path), path);
            }
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written", e);
        }
    }

    private static void createLike(Path model, Path path) throws IOException {
        try {
            Files.createFile(path);
        } catch (FileAlreadyExistsException e) {
            throw new ProcessFailed(path + " exists already", e);
        }
        Files.setPosixFilePermissions(path, Files.getPosixFilePermissions(model));
    }
}
