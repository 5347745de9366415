package dev.millrace.devstack.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the archive in a binaries JAR. The target directory appears atomically. */
final class UnpackPostgres {

    private UnpackPostgres() {}

    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]);
        Path target = Path.of(args[1]);
        Files.createDirectories(target.getParent());
        Path unpacked = Files.createTempDirectory(target.getParent(), "unpacking-");
        unpack(jar, unpacked);
        Files.setPosixFilePermissions(unpacked, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            Files.move(unpacked, target);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) { // another process may have created it first
                throw e;
            }
        }
    }

    private static void unpack(Path jar, Path directory) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            var archive = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("No .txz in " + jar));
            try (InputStream bytes = new BufferedInputStream(zip.getInputStream(archive));
                    var tar = new TarArchiveInputStream(new XZCompressorInputStream(bytes))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(entry, tar, directory.resolve(entry.getName()).normalize());
                }
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
