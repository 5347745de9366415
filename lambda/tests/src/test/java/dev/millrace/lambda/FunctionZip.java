package dev.millrace.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The zips of the functions, each unpacked once for all its instances. */
final class FunctionZip {
    private static final Map<String, Path> UNPACKED = new HashMap<>();

    private FunctionZip() {}

    /** @param module directory of the function beside this module's */
    static synchronized Path unpacked(String module) throws IOException {
        Path directory = UNPACKED.get(module);
        if (directory == null) {
            directory = Files.createTempDirectory(Path.of("target"), module);
            unpack(Path.of("..", module, "target", "function.zip"), directory);
            UNPACKED.put(module, directory);
        }
        return directory;
    }

    private static void unpack(Path zip, Path directory) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path target = directory.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                try (InputStream content = file.getInputStream(entry)) {
                    Files.copy(content, target);
                }
            }
        }
    }
}
