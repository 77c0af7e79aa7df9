package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.demo.RouteList.Route;
import io.github.mfa4j.demo.host.DataDirectory;
import io.github.mfa4j.demo.host.Database;
import io.github.mfa4j.demo.web.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that no page of the demo makes, to each of its addresses: each is refused, and not a row changes. */
class EveryRouteTest {

    private static final String OWNER = "olga@example.com";
    private static final String MEMBER = "max@example.com";

    private TestDemo demo;
    private Database database;
    private List<Route> routes;
    private WebUser owner;
    private WebUser member;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        demo = TestDemo.start(data);
        // H2 lets the same process open its file once more.
        database = Database.inFile(DataDirectory.open(data));
        routes = RouteList.of(database);
        member = demo.newBrowser();
        owner = demo.newBrowser();
        owner.register(OWNER, "Acme");
        member.register(MEMBER, "Acme");
        owner.signIn(OWNER);
        member.signIn(MEMBER);
        owner.switchOn();
        demo.clock().nextCode();
    }

    @AfterEach
    void stop() {
        database.close();
        demo.close();
    }

    /** All tables, row by row. */
    private List<String> everything() {
        return database.sql().list(row -> row.getString(1), "script nopasswords nosettings");
    }

    private List<String> everythingButSessions() {
        return everything().stream()
                .filter(line -> !line.contains("DEMO_SESSION"))
                .toList();
    }

    private String id(String email) {
        return database.sql()
                .find(row -> row.getString(1), "select id from demo_account where email = ?", email)
                .orElseThrow();
    }

    /** The fields of all forms, and what an honest person would send in each. */
    private String allFields() {
        List<String> fields = new ArrayList<>(List.of("email", OWNER, "password", WebUser.PASSWORD));
        fields.addAll(List.of("organization", "Acme", "code", owner.appCode(), "browser", "My computer"));
        fields.addAll(List.of("trust", "yes", "device", "Phone", "name", "Phone", "offer", "x", "set", "x"));
        fields.addAll(List.of("saved", "yes", "new-password", WebUser.PASSWORD, "member", id(MEMBER)));
        fields.addAll(List.of("from", "2026-03-01", "grace", "0", "token", "x"));
        return WebUser.form(fields.toArray(String[]::new));
    }

    private List<Route> posts() {
        List<Route> posts =
                routes.stream().filter(route -> route.method().equals("POST")).toList();
        assertThat(posts).hasSizeGreaterThan(20);
        return posts;
    }

    /** Without this the others would prove nothing: a form that is refused for another reason changes nothing either. */
    @Test
    void theHonestFormIsTakenEverywhere() {
        List<String> withoutEffect = new ArrayList<>();
        for (Route route : posts()) {
            if (route.access().allows(Stage.FULL)) {
                ownerIsSignedIn();
                String csrf = owner.get("/security").csrf();
                List<String> before = everything();
                Answer answer = owner.postRaw(route.path(), allFields() + "&csrf=" + csrf);
                assertThat(answer.status()).as(route.path()).isIn(200, 303);
                if (everything().equals(before)) {
                    withoutEffect.add(route.path());
                }
            }
        }
        // That one wants the address to be proved before, and leads there.
        assertThat(withoutEffect).containsExactly("/setup/app");
    }

    private void ownerIsSignedIn() {
        demo.clock().nextCode();
        if (owner.get("/security").status() != 200
                && owner.signIn(OWNER).title().equals("Enter your code")) {
            owner.challenge(owner.appCode());
        }
        assertThat(owner.get("/security").status()).isEqualTo(200);
    }

    @Test
    void forgedFormsAreRefusedAndChangeNothing() {
        String good = allFields();
        String csrf = "&csrf=" + owner.get("/security").csrf();
        String membersCsrf = "&csrf=" + member.get("/security").csrf();
        WebUser stranger = demo.newBrowser();
        String strangersCsrf = "&csrf=" + stranger.get("/sign-in").csrf();
        WebUser earlier = demo.newBrowser();
        String endedCsrf = "&csrf=" + earlier.get("/sign-in").csrf();
        earlier.signIn(MEMBER);
        List<String> before = everything();
        for (Route route : posts()) {
            String path = route.path();
            List<Answer> answers = List.of(
                    demo.newBrowser().postRaw(path, good),
                    demo.newBrowser().postRaw(path, good + csrf),
                    demo.newBrowser().postRaw(path, good + endedCsrf),
                    member.postRaw(path, good + csrf),
                    stranger.postRaw(path, good + csrf),
                    earlier.postRaw(path, good + endedCsrf),
                    owner.postRaw(path, good),
                    owner.postRaw(path, good + "&csrf="),
                    owner.postRaw(path, good + membersCsrf),
                    owner.postRaw(path, good + strangersCsrf),
                    owner.postRaw(path + "?" + csrf.substring(1), good),
                    owner.postRaw(path, good + csrf, "Sec-Fetch-Site", "cross-site"));
            assertThat(answers).as(path).allMatch(answer -> answer.status() == 403);
            assertThat(everything()).as(path).isEqualTo(before);
        }
    }

    @Test
    void formsThatNoBrowserSendsAreRefusedAndChangeNothing() {
        String csrf = owner.get("/security").csrf();
        String good = allFields() + "&csrf=" + csrf;
        List<String> before = everything();
        for (Route route : posts()) {
            String path = route.path();
            for (String field : good.split("&")) {
                assertThat(owner.postRaw(path, good + "&" + field).status())
                        .as(path + " with two of " + field)
                        .isEqualTo(400);
            }
            for (String malformed : List.of("&x=%zz", "&x=%ff", "&x=%", "&x=\u00e4", "&x=\r\n")) {
                assertThat(owner.postRaw(path, good + malformed).status())
                        .as(path + malformed)
                        .isEqualTo(400);
            }
            for (String type : List.of("text/plain", "application/json", "multipart/form-data; boundary=x", "")) {
                assertThat(owner.postRaw(path, good, "Content-Type", type).status())
                        .as(path + " as " + type)
                        .isEqualTo(415);
            }
            String large = "&x=" + "a".repeat(64 * 1024);
            assertThat(owner.postRaw(path, good + large).status()).as(path).isEqualTo(413);
            assertThat(everything()).as(path).isEqualTo(before);
        }
    }

    @Test
    void otherMethodsAreRefusedAndChangeNothing() {
        TreeMap<String, Set<String>> methods = new TreeMap<>();
        for (Route route : routes) {
            methods.merge(route.path(), Set.of(route.method()), (a, b) -> Set.of("GET", "POST"));
        }
        String csrf = owner.get("/security").csrf();
        String good = allFields() + "&csrf=" + csrf;
        List<String> before = everything();
        methods.forEach((path, allowed) -> {
            List<Answer> answers = new ArrayList<>();
            for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "BREW")) {
                if (!allowed.contains(method)) {
                    answers.add(owner.method(method, path + "?" + good));
                }
            }
            if (!allowed.contains("POST")) {
                answers.add(owner.postRaw(path, good));
            }
            if (!allowed.contains("GET")) {
                answers.add(owner.method("HEAD", path));
            }
            assertThat(answers).as(path).hasSizeGreaterThan(6).allMatch(answer -> answer.status() == 405);
            assertThat(everything()).as(path).isEqualTo(before);
        });
    }

    @Test
    void addressesThatCannotBeReadChangeNothing() {
        List<String> before = everything();
        for (Route route : routes) {
            if (route.method().equals("GET")) {
                for (String query : List.of("?a=1&a=2", "?a=%ff", "?" + "a".repeat(7_000) + "&=&=")) {
                    assertThat(owner.get(route.path() + query).status())
                            .as(route.path() + query)
                            .isEqualTo(400);
                }
                assertThat(everything()).as(route.path()).isEqualTo(before);
            }
        }
    }

    @Test
    void openingAPageChangesNoAccountAndNoSecondFactor() {
        WebUser half = demo.newBrowser();
        half.signIn(OWNER);
        List<String> before = everythingButSessions();
        for (Route route : routes) {
            if (route.method().equals("GET")) {
                for (WebUser user : List.of(owner, half, member, demo.newBrowser())) {
                    assertThat(user.get(route.path() + "?" + allFields()).status())
                            .as(route.path())
                            .isIn(200, 303);
                    assertThat(everythingButSessions()).as(route.path()).isEqualTo(before);
                }
            }
        }
    }

    @Test
    void whoHasNotComeThatFarIsSentBackAndChangesNothing() {
        WebUser stranger = demo.newBrowser();
        WebUser half = demo.newBrowser();
        half.signIn(OWNER);
        String good = allFields() + "&csrf=";
        String strangersForm = good + stranger.get("/sign-in").csrf();
        String halfsForm = good + half.get("/challenge").csrf();
        String full = good + owner.get("/security").csrf();
        assertSentBack(stranger, Stage.ANONYMOUS, strangersForm, "/sign-in");
        assertSentBack(half, Stage.PASSWORD, halfsForm, "/challenge");
        assertSentBack(owner, Stage.FULL, full, "/security");
    }

    private void assertSentBack(WebUser user, Stage stage, String form, String to) {
        List<String> before = everything();
        List<Route> closed =
                routes.stream().filter(route -> !route.access().allows(stage)).toList();
        assertThat(closed).hasSizeGreaterThan(4);
        for (Route route : closed) {
            Answer answer = route.method().equals("GET") ? user.get(route.path()) : user.postRaw(route.path(), form);
            assertThat(answer.status()).as(route.path()).isEqualTo(303);
            assertThat(answer.header("Location")).as(route.path()).isEqualTo(to);
            assertThat(everything()).as(route.path()).isEqualTo(before);
        }
    }
}
