package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.demo.host.DataDirectory;
import io.github.mfa4j.demo.host.Database;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More people than the page of an organization lists: what holds for all holds for the last one too. */
class LargeOrganizationTest {

    private static final String OWNER = "olga@example.com";
    private static final String LAST = "zoe@example.com";

    private TestDemo demo;
    private Database database;
    private WebUser owner;
    private WebUser last;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        demo = TestDemo.start(data);
        // H2 lets the same process open its file once more.
        database = Database.inFile(DataDirectory.open(data));
        owner = demo.newBrowser();
        owner.register(OWNER, "Acme");
        last = demo.newBrowser();
        last.register(LAST, "acme");
        owner.signIn(OWNER);
        owner.switchOn();
        last.signIn(LAST);
    }

    @AfterEach
    void stop() {
        database.close();
        demo.close();
    }

    /** Copies of the last one, of whom and of the owner there are two already. */
    private void fillUp(int from, int to) {
        database.sql()
                .update(
                        "insert into demo_account (id, email, email_key, password_hash, shared, organization, owner)"
                                + " select 'copy' || x, 'm' || x || '@example.com', 'm' || x || '@example.com',"
                                + " password_hash, false, organization, false"
                                + " from demo_account cross join system_range(?, ?) where email = ?",
                        from,
                        to,
                        LAST);
    }

    private String idOf(String email) {
        return database.sql()
                .find(row -> row.getString(1), "select id from demo_account where email = ?", email)
                .orElseThrow();
    }

    private Answer help(String what, String email) {
        owner.get("/organization");
        return owner.post("/organization/" + what, "member", idOf(email), "password", WebUser.PASSWORD);
    }

    @Test
    void thePageSaysThatItDoesNotListEverybody() {
        fillUp(3, 200);
        assertThat(owner.get("/organization").body()).contains(LAST).doesNotContain("more people than");
        fillUp(201, 201);
        Answer page = owner.get("/organization");
        assertThat(page.body())
                .contains("These are the first 200 by their addresses.")
                .doesNotContain(LAST);
        assertThat(page.all("<strong>([^<]*)</strong>\\s*<span class=\"badge"))
                .hasSize(200)
                .contains("m201@example.com", OWNER);
    }

    @Test
    void aRuleWithoutGraceEndsTheSessionsOfAll() {
        fillUp(3, 201);
        owner.get("/organization");
        String[] rule = {"from", "2026-03-01", "grace", "0", "password", WebUser.PASSWORD};
        assertThat(owner.submit("/organization/require", rule).notice()).contains("is required of everybody");
        assertThat(last.get("/security").header("Location")).isEqualTo("/sign-in");
        assertThat(owner.get("/security").status()).isEqualTo(200);
    }

    @Test
    void everybodyCanBeHelped() {
        last.switchOn();
        fillUp(3, 201);
        assertThat(help("unlock", LAST).header("Location")).isEqualTo("/organization");
        assertThat(owner.get("/organization").notice()).isEqualTo("Codes of " + LAST + " are looked at again.");
        assertThat(help("reset", LAST).header("Location")).isEqualTo("/organization");
        assertThat(owner.get("/organization").notice()).isEqualTo(LAST + " has to set up two-step verification again.");
        assertThat(last.get("/security").header("Location")).isEqualTo("/sign-in");
    }

    @Test
    void nobodyOfAnotherOrganizationAndOfNoneIsHelped() {
        String[] others = {"gina@example.com", "nick@example.com"};
        for (String other : others) {
            WebUser user = demo.newBrowser();
            user.register(other, other.equals(others[0]) ? "Ghost" : "");
            user.signIn(other);
            user.switchOn();
            for (String what : new String[] {"unlock", "reset"}) {
                assertThat(help(what, other).status()).as(what).isEqualTo(404);
            }
            assertThat(user.get("/security").body()).contains(">On</span>");
        }
        assertThat(help("reset", OWNER).status()).isEqualTo(404);
    }
}
