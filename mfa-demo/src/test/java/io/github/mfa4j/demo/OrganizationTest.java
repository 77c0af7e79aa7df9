package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrganizationTest {

    private static final String OWNER = "olga@example.com";
    private static final String MEMBER = "max@example.com";

    private TestDemo demo;
    private WebUser owner;
    private WebUser member;

    @BeforeEach
    void start(@TempDir Path data) throws IOException {
        demo = TestDemo.start(data);
        owner = demo.newBrowser();
        owner.register(OWNER, "Acme");
        owner.signIn(OWNER);
        member = demo.newBrowser();
        member.register(MEMBER, "acme");
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    private Answer require(String from, String grace) {
        owner.get("/organization");
        return owner.submit("/organization/require", "from", from, "grace", grace, "password", WebUser.PASSWORD);
    }

    @Test
    void whoHasNoneCannotRequireItOfOthers() {
        assertThat(require("2026-03-01", "0").notice()).contains("for yourself first");
        assertThat(owner.get("/organization").body()).contains("Everybody chooses.");
        owner.switchOn();
        assertThat(require("2026-03-01", "0").notice()).contains("is required of everybody");
    }

    @Test
    void aRefusedRegistrationLeavesNoOrganizationBehind() {
        WebUser other = demo.newBrowser();
        assertThat(other.register(MEMBER, "Ghost").notice()).contains("There is an account with this address");
        other.register("gina@example.com", "Ghost");
        other.signIn("gina@example.com");
        assertThat(other.get("/organization").body()).contains("<h1>Ghost</h1>").contains("/organization/require");
    }

    @Test
    void graceThenNothingButTheSetUpThenAsUsual() {
        owner.switchOn();
        require("2026-03-01", "7");
        Answer reminded = member.signIn(MEMBER);
        assertThat(reminded.title()).isEqualTo("Account security");
        assertThat(reminded.notice()).contains("Set it up before 8 Mar 2026, 00:00:00 UTC");
        member.signOut();

        demo.clock().advance(Duration.ofDays(8));
        assertThat(member.signIn(MEMBER).title()).isEqualTo("Set up two-step verification");
        assertThat(member.get("/security").header("Location")).isEqualTo("/challenge");
        Answer codes = member.confirm(member.startSetup());
        Answer challenge = member.complete(codes);
        assertThat(challenge.title()).isEqualTo("Enter your code");
        demo.clock().nextCode();
        assertThat(member.challenge(member.appCode()).body()).contains("so it stays on");

        demo.clock().nextCode();
        member.get("/disable");
        Answer kept = member.submit("/disable", "password", WebUser.PASSWORD, "code", member.appCode());
        assertThat(kept.notice()).contains("requires two-step verification, so it stays on");
    }

    private Answer signInWhereItIsRequired() {
        owner.switchOn();
        require("2026-03-01", "0");
        return member.signIn(MEMBER);
    }

    @Test
    void whoHasToSetUpLosesNothingByLookingElsewhere() {
        Answer form = signInWhereItIsRequired();
        String session = member.cookie();
        for (String elsewhere : new String[] {"/challenge", "/security", "/", "/challenge"}) {
            member.get(elsewhere);
        }
        assertThat(member.cookie()).isEqualTo(session);
        assertThat(member.postRaw("/setup/mail", "csrf=" + form.csrf()).header("Location"))
                .isEqualTo("/setup/number");

        Answer offer = member.startSetupWithMailedNumber();
        member.get("/challenge");
        assertThat(member.get("/setup/code").hidden("offer")).isEqualTo(offer.hidden("offer"));
        Answer codes = member.confirm(offer);
        member.get("/challenge");
        assertThat(member.get("/setup/saved").hidden("set")).isEqualTo(codes.hidden("set"));
        assertThat(member.complete(codes).title()).isEqualTo("Enter your code");
    }

    @Test
    void whoHasToSetUpIsToldThatItTookTooLong() {
        signInWhereItIsRequired();
        Answer offer = member.startSetup();
        demo.clock().advance(Duration.ofMinutes(9));
        member.get("/setup/app");
        demo.clock().advance(Duration.ofMinutes(9));
        // By way of the challenge, which has none for who is not enrolled yet.
        assertThat(member.submit("/setup/code", "offer", offer.hidden("offer"), "code", "123456")
                        .header("Location"))
                .isEqualTo("/setup");
        assertThat(member.get("/setup").header("Location")).isEqualTo("/setup/app");
        assertThat(member.get("/setup/app").notice()).contains("This took too long");
    }

    @Test
    void lookingElsewhereDoesNotProlongTheHalfHour() {
        signInWhereItIsRequired();
        for (int i = 0; i < 6; i++) {
            demo.clock().advance(Duration.ofMinutes(5));
            assertThat(member.get("/challenge").header("Location")).isEqualTo("/setup");
        }
        demo.clock().advance(Duration.ofMinutes(1));
        assertThat(member.get("/challenge").header("Location")).isEqualTo("/sign-in");
    }

    @Test
    void aRuleThatIsLiftedOpensTheDoor() {
        owner.switchOn();
        require("2026-03-01", "0");
        assertThat(member.signIn(MEMBER).title()).isEqualTo("Set up two-step verification");
        owner.get("/organization");
        owner.submit("/organization/optional", "password", WebUser.PASSWORD);
        assertThat(member.get("/challenge").header("Location")).isEqualTo("/security");
        assertThat(member.get("/security").status()).isEqualTo(200);
    }

    @Test
    void aSharedAccountMayNotHaveOneAndIsOfNoUseOnceItIsRequired() {
        WebUser shared = demo.newBrowser();
        shared.get("/register");
        String[] form = {
            "email", "team@example.com", "password", WebUser.PASSWORD, "organization", "Acme", "shared", "yes"
        };
        shared.submit("/register", form);
        assertThat(shared.signIn("team@example.com").body()).contains("Several people share this account");
        assertThat(shared.get("/setup").title()).isEqualTo("This account cannot have it");
        assertThat(shared.submit("/setup/mail", "password", WebUser.PASSWORD).notice())
                .contains("Ask for an account of your own");
        shared.signOut();

        owner.switchOn();
        require("2026-03-01", "0");
        assertThat(shared.signIn("team@example.com").title()).isEqualTo("This account cannot have it");
        assertThat(shared.get("/security").header("Location")).isEqualTo("/challenge");
    }

    @Test
    void theOwnerSeesWhoIsEnrolledAndResetsWhoLostThePhone() {
        member.signIn(MEMBER);
        member.switchOn();
        owner.switchOn();
        Answer page = owner.get("/organization");
        assertThat(page.all("<strong>([^<]*)</strong>\\s*<span class=\"badge on\">Enrolled"))
                .containsExactly(MEMBER, OWNER);
        String id = page.all("name=\"member\" value=\"([^\"]*)\"").get(0);

        assertThat(owner.submit("/organization/reset", "member", id, "password", "not the password")
                        .notice())
                .contains("not your password");
        assertThat(member.get("/security").body()).contains(">On</span>");
        Answer reset = owner.submit("/organization/reset", "member", id, "password", WebUser.PASSWORD);
        assertThat(reset.notice()).isEqualTo(MEMBER + " has to set up two-step verification again.");
        assertThat(member.get("/security").header("Location")).isEqualTo("/sign-in");
        assertThat(member.signIn(MEMBER).title()).isEqualTo("Set up two-step verification");
        assertThat(owner.get("/activity").body()).contains("Reset").contains("actor: " + OWNER);
    }

    @Test
    void anOwnerWithoutASecondFactorTakesAwayNobodysAndUnlocksNobody() {
        member.signIn(MEMBER);
        member.switchOn();
        String id = owner.get("/organization")
                .all("name=\"member\" value=\"([^\"]*)\"")
                .get(0);
        for (String path : new String[] {"/organization/reset", "/organization/unlock"}) {
            assertThat(owner.submit(path, "member", id, "password", WebUser.PASSWORD)
                            .notice())
                    .as(path)
                    .contains("for yourself first");
        }
        assertThat(member.get("/security").body()).contains(">On</span>");
    }

    @Test
    void anOwnerWithoutASecondFactorLiftsNoRule() {
        owner.switchOn();
        require("2026-04-01", "0");
        demo.clock().nextCode();
        owner.get("/disable");
        assertThat(owner.submit("/disable", "password", WebUser.PASSWORD, "code", owner.appCode())
                        .notice())
                .contains("Two-step verification is off");
        owner.get("/organization");
        Answer refused = owner.submit("/organization/optional", "password", WebUser.PASSWORD);
        assertThat(refused.notice()).contains("for yourself first");
        assertThat(refused.body()).contains("Required from").doesNotContain("Everybody chooses.");
    }

    @Test
    void whatSomebodyElseBeganIsUndone() {
        owner.switchOn();
        member.signIn(MEMBER);
        member.startSetup();
        assertThat(member.get("/security").body()).contains("is not finished");
        Answer page = owner.get("/organization");
        assertThat(page.body()).contains("Undo what was begun");
        String id = page.hidden("member");
        assertThat(owner.submit("/organization/reset", "member", id, "password", WebUser.PASSWORD)
                        .notice())
                .isEqualTo(MEMBER + " has to set up two-step verification again.");
        assertThat(member.get("/security").header("Location")).isEqualTo("/sign-in");
        assertThat(member.signIn(MEMBER).title()).isEqualTo("Set up two-step verification");
    }

    @Test
    void everythingThatReachesOthersTakesThePassword() {
        owner.switchOn();
        require("2026-03-01", "7");
        member.signIn(MEMBER);
        member.switchOn();
        String id = owner.get("/organization")
                .all("name=\"member\" value=\"([^\"]*)\"")
                .get(0);
        String[] fields = {"member", id, "from", "2026-03-02", "grace", "1", "password", "not it"};
        for (String what : new String[] {"require", "optional", "unlock", "reset"}) {
            owner.get("/organization");
            Answer refused = owner.submit("/organization/" + what, fields);
            assertThat(refused.notice()).as(what).isEqualTo("That is not your password. Nothing was changed.");
            assertThat(refused.wrongFields())
                    .containsExactly("password-" + what + (what.matches("unlock|reset") ? "-" + id : ""));
            assertThat(refused.body()).contains("1 Mar 2026, 00:00:00 UTC").contains("with 7 days of grace");
        }
        assertThat(member.get("/security").body()).contains(">On</span>");
    }

    @Test
    void aRuleWithoutGraceEndsTheSessionsOfWhoHasNone() {
        WebUser enrolled = demo.newBrowser();
        enrolled.register("emma@example.com", "Acme");
        enrolled.signIn("emma@example.com");
        enrolled.switchOn();
        owner.switchOn();
        member.signIn(MEMBER);
        require("2026-03-01", "1");
        assertThat(member.get("/security").status()).isEqualTo(200);
        require("2026-03-01", "0");
        assertThat(member.get("/security").header("Location")).isEqualTo("/sign-in");
        assertThat(enrolled.get("/security").status()).isEqualTo(200);
        assertThat(member.signIn(MEMBER).title()).isEqualTo("Set up two-step verification");
    }

    @Test
    void nobodyElseIsAllowedAnyOfIt() {
        member.signIn(MEMBER);
        Answer page = member.get("/organization");
        assertThat(page.body())
                .contains(MEMBER)
                .doesNotContain("<strong>" + OWNER)
                .doesNotContain("/organization/require");
        assertThat(member.post("/organization/require", "from", "2026-03-01", "grace", "0")
                        .status())
                .isEqualTo(403);
        for (String path : new String[] {"/organization/reset", "/organization/unlock"}) {
            assertThat(member.post(path, "member", "x", "password", WebUser.PASSWORD)
                            .status())
                    .isEqualTo(403);
            owner.get("/organization");
            assertThat(owner.post(path, "member", "x", "password", WebUser.PASSWORD)
                            .status())
                    .isEqualTo(404);
        }
    }
}
