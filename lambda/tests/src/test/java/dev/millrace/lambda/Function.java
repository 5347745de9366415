package dev.millrace.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** A packaged function, unpacked and started as in Lambda's managed Java runtime, or as its native executable. */
final class Function implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    private final RuntimeApi api = new RuntimeApi();
    private final Path output;
    private final Process process;
    private final long started;

    /** @param module directory of the function beside this module's */
    Function(String module, Map<String, String> environment) throws IOException {
        Path directory = FunctionZip.unpacked(module);
        output = Files.createTempFile(Path.of("target"), module, ".log");
        ProcessBuilder function = new ProcessBuilder(command(directory));
        function.environment().putAll(environment);
        function.environment()
                .putAll(Map.of(
                        "AWS_LAMBDA_RUNTIME_API",
                        api.address(),
                        "LAMBDA_TASK_ROOT",
                        directory.toAbsolutePath().toString(),
                        "AWS_LAMBDA_FUNCTION_NAME",
                        module,
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "1",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "512",
                        "AWS_REGION",
                        "eu-central-1",
                        "_HANDLER",
                        HANDLER));
        started = System.nanoTime();
        process = function.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** A native zip has the executable as {@code bootstrap}, for a runtime that only the operating system provides. */
    private static List<String> command(Path directory) throws IOException {
        Path bootstrap = directory.resolve("bootstrap").toAbsolutePath();
        if (Files.exists(bootstrap)) {
            Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
            return List.of(bootstrap.toString());
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // JDK 24 and newer, beyond Lambda's java21: JBoss Threads resets thread locals.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                RuntimeInterfaceClient.ownLibrary(directory),
                "-cp",
                String.join(
                        File.pathSeparator,
                        RuntimeInterfaceClient.classPath(),
                        directory.toString(),
                        directory + "/lib/*"),
                RuntimeInterfaceClient.MAIN,
                HANDLER);
    }

    JsonNode invoke(Object event) throws IOException {
        try {
            return JSON.readTree(api.invoke(JSON.writeValueAsString(event)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "\n" + Files.readString(output), e);
        }
    }

    /** Nanoseconds since the start of the process; the zip had been unpacked before. */
    long age() {
        return System.nanoTime() - started;
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** Returns when the process has ended. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        api.close();
    }
}
