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
 * Sends inputs that are made from the OpenAPI document and the grammar of JSON, one after the other, and looks at each
 * answer: it is one that the document declares, no 500, and what it tells of a new resource is read back the same. The
 * seed decides what is sent, but for the ids that the system makes.
 */
public final class Fuzz {
    private final RandomGenerator random;
    private final ApiInputs api;
    private final EventInputs events;
    private final Exchange gateway;
    private final Map<String, Exchange> doors;
    private final ReadBack readBack;

    /**
     * @param document OpenAPI as JSON
     * @param token of somebody who may do everything that the API has
     * @param doors base URLs of services that take pushed events
     */
    public Fuzz(long seed, String document, URI gateway, String token, Map<String, URI> doors) {
        this.random = new SplittableRandom(seed);
        JsonPath openApi = JsonPath.from(document);
        JsonGrammar grammar = new JsonGrammar(random);
        KnownIds ids = new KnownIds(new UUID(random.nextLong(), random.nextLong()).toString());
        Schemas schemas = new Schemas(openApi.get("components.schemas"), grammar, random, ids);
        this.api = new ApiInputs(openApi, schemas, grammar, random);
        this.events = new EventInputs(schemas, grammar, random);
        this.gateway = new Exchange(gateway, token);
        this.doors = new TreeMap<>();
        doors.forEach((name, door) -> this.doors.put(name, new Exchange(door, null)));
        this.readBack = new ReadBack(this.gateway, ids);
    }

    /** @return what is wrong, with the input that shows it; empty when nothing is */
    public List<String> run(int inputs) throws IOException {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
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
        String service = List.copyOf(doors.keySet()).get(random.nextInt(doors.size()));
        Input input = events.next();
        Answer answer = doors.get(service).send(input);
        boolean early = service.equals("order-service") && answer.status() == 500 && EventInputs.mayBeEarly(input);
        if (!input.allowed().contains(answer.status()) && !early) {
            faults.add(service + " answers " + answer + "\nto " + input);
        }
    }
}
