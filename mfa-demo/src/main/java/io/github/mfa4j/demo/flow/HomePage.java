package io.github.mfa4j.demo.flow;

import io.github.mfa4j.demo.web.Access;
import io.github.mfa4j.demo.web.Routes;
import io.github.mfa4j.demo.web.Stage;
import io.github.mfa4j.demo.web.Visit;

/** The first page: where you are, and where to go. */
public final class HomePage {

    private HomePage() {}

    public static void addTo(Routes routes) {
        routes.get("/", Access.ANYONE, HomePage::show);
    }

    private static void show(Visit visit) {
        Stage stage = visit.stage();
        String title = switch (stage) {
            case ANONYMOUS -> "Two-step verification, to try out";
            case PASSWORD -> "One more step";
            case FULL -> "You are signed in";
        };
        visit.page("home.jte", title, stage);
    }
}
