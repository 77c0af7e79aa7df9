package io.github.mfa4j.reliability;

import java.util.ArrayList;
import java.util.List;

/** What went wrong while a run was going on; the first of it ends the run. Thread-safe. */
final class Troubles {

    private final List<String> found = new ArrayList<>();

    synchronized void add(String trouble) {
        found.add(trouble);
    }

    synchronized boolean any() {
        return !found.isEmpty();
    }

    synchronized List<String> found() {
        return List.copyOf(found);
    }
}
