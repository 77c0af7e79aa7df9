package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.demo.RouteList.Route;
import io.github.mfa4j.demo.host.DataDirectory;
import io.github.mfa4j.demo.host.Database;
import io.github.mfa4j.demo.web.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random forms, most of them broken somewhere, to each address from browsers that have come so far or so far. */
class FuzzedFormsTest {

    private static final int FORMS = 1_000;
    private static final int ADDRESSES = 500;

    /** Always the same in a build; -Ddemo.seed=... tries another one. */
    private static final long SEED = Long.getLong("demo.seed", 20261122);

    private static final String OWNER = "olga@example.com";

    /** Where a wrong code is counted and told, so that the record changes though the answer is no. */
    private static final Set<String> COUNT_WRONG_CODES = Set.of(
            "/challenge",
            "/setup/code",
            "/setup/number",
            "/devices/add",
            "/devices/remove",
            "/backup-codes",
            "/disable",
            "/lost-phone/replace");

    private final List<Scene> scenes = new ArrayList<>();
    private final Map<String, Integer> seen = new LinkedHashMap<>();
    private TestDemo demo;
    private Database database;
    private Demo.Parts parts;
    private List<Route> routes;
    private Tables tables;
    private Set<String> before;
    private List<String> users;
    private List<MfaStatus> statusBefore;

    /** A browser, and what an honest person would type in it. */
    private record Scene(String name, Stage stage, String cookie, Map<String, String> honest) {}

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        demo = TestDemo.start(data);
        // H2 lets the same process open its file once more.
        database = Database.inFile(DataDirectory.open(data));
        routes = RouteList.of(database);
        parts = Demo.Parts.of(database, DataDirectory.open(data).key(false), demo.clock(), TestDemo.PASSWORDS);
        setTheScenes();
        tables = Tables.keep(database.sql());
        before = tables.read();
        users = database.sql().list(row -> row.getString(1), "select id from demo_account order by id");
        statusBefore = status();
    }

    @AfterEach
    void stop() {
        database.close();
        demo.close();
    }

    private void setTheScenes() {
        WebUser owner = demo.newBrowser();
        owner.register(OWNER, "Acme");
        List<String> members = List.of("max@example.com", "mia@example.com", "mo@example.com");
        members.forEach(email -> demo.newBrowser().register(email, "Acme"));
        owner.signIn(OWNER);
        owner.switchOn();
        owner.signOut();
        demo.clock().nextCode();
        owner.signIn(OWNER);
        owner.submit("/challenge", "code", owner.appCode(), "browser", "My computer", "trust", "yes");
        demo.clock().nextCode();
        Answer security = owner.get("/security");

        WebUser half = demo.newBrowser();
        half.signIn(OWNER);
        half.get("/lost-phone");
        half.submit("/lost-phone/recovery-link");
        String link = half.get("/mailbox").mailedLink();

        WebUser proving = demo.newBrowser();
        proving.signIn(members.get(0));
        proving.get("/setup");
        proving.submit("/setup/mail", "password", WebUser.PASSWORD);
        WebUser scanning = demo.newBrowser();
        scanning.signIn(members.get(1));
        Answer offer = scanning.startSetup();
        WebUser saving = demo.newBrowser();
        saving.signIn(members.get(2));
        Answer codes = saving.confirm(saving.startSetup());

        Map<String, String> honest = new LinkedHashMap<>();
        honest.putAll(Map.of("email", OWNER, "password", WebUser.PASSWORD, "organization", "Acme"));
        honest.putAll(Map.of(
                "browser", security.all("name=\"browser\" value=\"([^\"]*)\"").get(0), "trust", "yes"));
        honest.putAll(Map.of("device", security.only("/devices/change\\?device=([^\"]*)\""), "name", "Phone"));
        honest.putAll(Map.of("offer", offer.hidden("offer"), "set", codes.hidden("set"), "saved", "yes"));
        honest.putAll(Map.of("new-password", "another password", "from", "2026-03-01", "grace", "7"));
        honest.putAll(Map.of("token", link.replaceAll(".*=", ""), "member", id(members.get(0)), "reissue", "no"));
        WebUser stranger = demo.newBrowser();
        scene("stranger", Stage.ANONYMOUS, stranger, "/sign-in", honest, "000000");
        scene("password", Stage.PASSWORD, half, "/challenge", honest, owner.appCode());
        scene(
                "proving",
                Stage.FULL,
                proving,
                "/setup",
                honest,
                proving.get("/mailbox").mailedNumber());
        scene("scanning", Stage.FULL, scanning, "/security", honest, scanning.appCode());
        scene("saving", Stage.FULL, saving, "/security", honest, saving.appCode());
        scene("owner", Stage.FULL, owner, "/security", honest, owner.appCode());
    }

    private void scene(String name, Stage stage, WebUser who, String page, Map<String, String> fields, String code) {
        Map<String, String> honest = new LinkedHashMap<>(fields);
        honest.put("code", code);
        honest.put("csrf", who.get(page).csrf());
        scenes.add(new Scene(name, stage, who.cookie(), honest));
    }

    private String id(String email) {
        return database.sql()
                .find(row -> row.getString(1), "select id from demo_account where email = ?", email)
                .orElseThrow();
    }

    /** All that a code that is wrong must not change: what is counted shows in no other part. */
    private List<MfaStatus> status() {
        return users.stream()
                .map(user -> parts.mfa().status(user))
                .map(now -> new MfaStatus(
                        now.enabledSince(),
                        now.devices(),
                        now.backupCodesLeft(),
                        now.setup(),
                        now.reissueExpiresAt(),
                        now.trustedBrowsers(),
                        Optional.empty(),
                        now.policy()))
                .toList();
    }

    @Test
    void noFormBreaksAPageOrChangesAnythingWithoutSayingSo() {
        List<Route> posts =
                routes.stream().filter(route -> route.method().equals("POST")).toList();
        for (int i = 0; i < FORMS; i++) {
            Random random = new Random(SEED + i);
            Route route = posts.get(random.nextInt(posts.size()));
            Scene scene = sceneFor(route, random);
            Fuzz.Request request = new Fuzz(random).of(scene.honest());
            String at = "seed " + SEED + ", form " + i + ", " + scene.name() + " to " + route.path() + ", " + request;
            send(route, scene, request, at);
        }
        assertThat(seen.get("refused at once")).as("seed %d, %s", SEED, seen).isGreaterThan(FORMS / 10);
        assertThat(seen.get("refused in words")).as("seed %d, %s", SEED, seen).isGreaterThan(FORMS / 10);
        assertThat(seen.get("taken")).as("seed %d, %s", SEED, seen).isGreaterThan(FORMS / 20);
    }

    /** Mostly a browser to which the page is open. */
    private Scene sceneFor(Route route, Random random) {
        Scene scene = scenes.get(random.nextInt(scenes.size()));
        while (!route.access().allows(scene.stage()) && random.nextInt(8) > 0) {
            scene = scenes.get(random.nextInt(scenes.size()));
        }
        return scene;
    }

    private void send(Route route, Scene scene, Fuzz.Request request, String at) {
        WebUser browser = demo.newBrowser().withCookie(scene.cookie());
        Answer answer = browser.postBytes(route.path(), request.contentType(), request.body());
        List<String> changes = Tables.changes(before, tables.read());
        assertSound(answer, at);
        if (answer.status() >= 400 || !route.access().allows(scene.stage())) {
            assertThat(changes).as(at).isEmpty();
            seen.merge("refused at once", 1, Integer::sum);
        } else {
            assertThat(request.text()).as(at).contains("csrf=" + scene.honest().get("csrf"));
            Answer page = answer.status() == 303 ? browser.get(answer.header("Location")) : answer;
            assertSound(page, at);
            if (page.body().contains("class=\"notice bad\"")) {
                assertOnlyCounted(route, changes, at);
                seen.merge("refused in words", 1, Integer::sum);
            } else {
                List.of("/security", "/activity", "/mailbox", "/organization", "/sign-in", "/setup/saved")
                        .forEach(path -> assertSound(browser.get(path), at + ", then " + path));
                seen.merge("taken", 1, Integer::sum);
            }
        }
        if (!changes.isEmpty()) {
            tables.restore();
        }
    }

    /** The answer is for the next page, and so is kept; besides, a refusal may be told, and a wrong code counted. */
    private void assertOnlyCounted(Route route, List<String> changes, String at) {
        boolean counts = COUNT_WRONG_CODES.contains(route.path());
        assertThat(changes)
                .as(at)
                .allMatch(change -> change.substring(1).startsWith("demo_session_value ")
                        || change.matches("(?s)\\+demo_audit .* (Code rejected|Change refused), .*")
                        || (counts && change.substring(1).startsWith("mfa_state ")));
        assertThat(status()).as(at).isEqualTo(statusBefore);
    }

    @Test
    void noAddressBreaksAPageOrChangesAnything() {
        List<Route> gets =
                routes.stream().filter(route -> route.method().equals("GET")).toList();
        for (int i = 0; i < ADDRESSES; i++) {
            Random random = new Random(SEED + i);
            Route route = gets.get(random.nextInt(gets.size()));
            Scene scene = sceneFor(route, random);
            String path = route.path() + "?" + new Fuzz(random).query(scene.honest());
            String at = "seed " + SEED + ", address " + i + ", " + scene.name() + ", " + path;
            WebUser browser = demo.newBrowser().withCookie(scene.cookie());
            Answer answer = browser.get(path);
            assertSound(answer, at);
            seen.merge(answer.status() < 400 ? "taken" : "refused at once", 1, Integer::sum);
            List<String> changes = Tables.changes(before, tables.read());
            assertThat(changes).as(at).allMatch(change -> change.substring(1).startsWith("demo_session"));
            if (!changes.isEmpty()) {
                tables.restore();
            }
        }
        assertThat(seen.get("refused at once")).as("seed %d, %s", SEED, seen).isGreaterThan(ADDRESSES / 10);
        assertThat(seen.get("taken")).as("seed %d, %s", SEED, seen).isGreaterThan(ADDRESSES / 10);
    }

    /** What is true of each answer, whatever was sent. */
    private static void assertSound(Answer answer, String at) {
        assertThat(answer.status()).as(at).isIn(200, 303, 400, 403, 404, 409, 413, 415);
        assertThat(answer.header("Cache-Control")).as(at).isEqualTo("no-store");
        assertThat(answer.header("Content-Security-Policy")).as(at).startsWith("default-src 'none'; style-src 'self';");
        assertThat(answer.header("X-Content-Type-Options")).as(at).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).as(at).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).as(at).isEqualTo("same-origin");
        answer.response()
                .headers()
                .map()
                .values()
                .forEach(values -> assertThat(values)
                        .as(at)
                        .noneMatch(value ->
                                value.contains("<script>") || value.contains(Fuzz.QUOTE) || value.startsWith("zq=")));
        assertThat(answer.body())
                .as(at)
                .doesNotContain(Fuzz.TAG, "Exception", "\tat ", "io.github.mfa4j", "gg.jte", "org.h2", "SQLState")
                // A quote of somebody's that ends the value of an attribute.
                .doesNotContainPattern("<[^<>]*" + Fuzz.QUOTE);
    }
}
