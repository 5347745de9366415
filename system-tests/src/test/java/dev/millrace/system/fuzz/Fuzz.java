package dev.millrace.system.fuzz;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Sends inputs generated from the OpenAPI document and the JSON grammar, one after the other, and checks each response:
 * its status is declared in the document and is not 500, and a created resource is read back unchanged. The inputs
 * depend only on the seed, except for ids that the system generates.
 */
public final class Fuzz {
    private static final int PROGRESS = 10_000;

    private final RandomGenerator random;
    private final ApiInputs api;
    private final EventInputs events;
    private final Exchange gateway;
    private final Map<String, Exchange> pushed;
    private final ReadBack readBack;

    /**
     * @param document the OpenAPI document as JSON
     * @param token of a user who may call all operations
     * @param pushed base URLs of services in push mode, by name
     */
    public Fuzz(long seed, String document, URI gateway, String token, Map<String, URI> pushed) {
        this.random = new SplittableRandom(seed);
        JsonPath openApi = JsonPath.from(document);
        JsonGrammar grammar = new JsonGrammar(random);
        KnownIds ids = new KnownIds(new UUID(random.nextLong(), random.nextLong()).toString());
        Schemas schemas = new Schemas(openApi.get("components.schemas"), grammar, random, ids);
        this.api = new ApiInputs(openApi, schemas, grammar, random);
        this.events = new EventInputs(schemas, grammar, random);
        this.gateway = new Exchange(gateway, token);
        this.pushed = new TreeMap<>();
        pushed.forEach((name, address) -> this.pushed.put(name, new Exchange(address, null)));
        this.readBack = new ReadBack(this.gateway, ids);
    }

    /** @return the violations, each with the input that shows it; empty if there are none */
    public List<String> run(int inputs) throws IOException {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            if (i > 0 && i % PROGRESS == 0) {
                System.out.printf("Fuzz: %d inputs, %d violations%n", i, faults.size());
            }
            if (random.nextInt(4) == 0) {
                push(faults);
            } else {
                call(faults);
            }
        }
        return faults;
    }

    private void call(List<String> faults) throws IOException {
        Input input = api.next();
        Answer answer = gateway.send(input);
        if (!input.allowed().contains(answer.status())) {
            faults.add(answer + "\nto " + input);
        } else if (answer.status() == 201) {
            readBack.check(input, answer).ifPresent(faults::add);
        }
    }

    private void push(List<String> faults) throws IOException {
        String service = List.copyOf(pushed.keySet()).get(random.nextInt(pushed.size()));
        Input input = events.next();
        Answer answer = pushed.get(service).send(input);
        boolean early = service.equals("order-service") && answer.status() == 500 && EventInputs.mayBeEarly(input);
        if (!input.allowed().contains(answer.status()) && !early) {
            faults.add(service + " answers " + answer + "\nto " + input);
        }
    }
}
