package dev.millrace.devstack.newservice;

import dev.millrace.devstack.process.ProcessFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

    /** @return the number of files */
    int write() {
        changed.forEach(this::write);
        return changed.size();
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
