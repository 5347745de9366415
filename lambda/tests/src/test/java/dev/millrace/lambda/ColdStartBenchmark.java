package dev.millrace.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.devstack.Database;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Cold start of the functions with resources: process start to the answer to a request with a token that reads the
 * database. What Lambda does before that, fetching and unpacking the zip, is not in it.
 */
@Command(
        name = "bench/lambda-start",
        description = "Cold start of the functions for AWS Lambda",
        mixinStandardHelpOptions = true)
final class ColdStartBenchmark implements Callable<Integer> {
    private record Subject(String module, Database database, String path) {}

    private static final List<Subject> SUBJECTS = List.of(
            new Subject("order-http", Database.ORDERS, "/orders"),
            new Subject("customer-http", Database.CUSTOMERS, "/customers"));

    @Parameters(
            arity = "0..1",
            paramLabel = "RUNS",
            defaultValue = "11",
            description = "starts of each; default: ${DEFAULT-VALUE}")
    private int runs;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ColdStartBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        System.out.println("| function | start → first answer, median (min–max), ms |");
        System.out.println("|---|---:|");
        try (Functions functions = new Functions()) {
            functions.awaitStarted();
            for (Subject subject : SUBJECTS) {
                List<Double> millis = new ArrayList<>();
                for (int run = 0; run < runs; run++) {
                    millis.add(coldStart(functions, subject));
                }
                millis.sort(null);
                System.out.printf(
                        "| %s | %.0f (%.0f–%.0f) |%n",
                        subject.module(), millis.get(runs / 2), millis.getFirst(), millis.getLast());
            }
        }
        return 0;
    }

    private static double coldStart(Functions functions, Subject subject) throws IOException {
        try (Function function = functions.another(subject.module(), subject.database())) {
            JsonNode answer = functions.call(function, "GET", subject.path(), "");
            double millis = function.age() / 1e6;
            if (answer.path("statusCode").asInt() != 200) {
                throw new IOException(subject.module() + " does not answer with 200 but " + answer);
            }
            return millis;
        }
    }
}
