package dev.millrace.lambda;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What starts a function in Lambda's managed Java runtime. */
final class RuntimeInterfaceClient {
    static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private static final String LIBRARY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private RuntimeInterfaceClient() {}

    /** The client and its one library. */
    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> jar.contains("aws-lambda-java-") || jar.contains("utils-lite"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * JVM option with a native library of the process's own. By itself the client writes it to one place in /tmp: of two
     * that start at the same time one loads what the other is writing, and crashes.
     */
    static String ownLibrary(Path directory) throws IOException {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        Path library = Files.createTempFile(directory, "aws-lambda-jni", ".so").toAbsolutePath();
        String packed = "/jni/libaws-lambda-jni.linux-" + machine + ".so";
        try (InputStream content = RuntimeInterfaceClient.class.getResourceAsStream(packed)) {
            if (content == null) {
                throw new IOException(packed + " is not on the class path");
            }
            Files.write(library, content.readAllBytes());
        }
        return "-D" + LIBRARY + "=" + library;
    }
}
