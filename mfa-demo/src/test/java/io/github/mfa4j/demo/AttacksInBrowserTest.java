package io.github.mfa4j.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody else's pages can do in the browser of a person who is signed in, or is about to. */
@Tag("external")
@Timeout(300)
class AttacksInBrowserTest {

    private static Scene scene;
    private static AttackSite site;

    @BeforeAll
    static void open(@TempDir Path temp) throws IOException {
        site = AttackSite.open();
        scene = Scene.open(temp);
    }

    @AfterAll
    static void close() {
        scene.close();
        site.close();
    }

    @Test
    void aFormOfAnotherSiteChangesNothing() {
        Person ada = scene.person("ada@example.com");
        ada.hasTwoSteps();
        ada.signsInWith(ada.phone().code());

        site.lures("Win a phone", scene.address("/sign-out").toString(), "");
        for (String page : List.of(site.ofAnotherHost(), site.ofTheSameHost())) {
            ada.opens(page);
            ada.clicks("Win a phone");
            ada.isAt("That did not work");
            ada.opens("/security");
            ada.isAt("Account security");
        }
    }

    @Test
    void aFormWithAnothersTokenChangesNothing() {
        Person ben = scene.person("ben@example.com");
        ben.hasTwoSteps();
        ben.signsInWith(ben.phone().code());

        String token = scene.stranger().get("/sign-in").csrf();
        site.lures(
                "Win a phone",
                scene.address("/sign-out").toString(),
                "<input type=hidden name=csrf value=\"" + token + "\">");
        ben.opens(site.ofTheSameHost());
        ben.clicks("Win a phone");
        ben.opens("/security");
        ben.isAt("Account security");
    }

    @Test
    void aPlantedSessionIsWorthNothingOnceSomebodySignsIn() {
        WebUser attacker = scene.stranger();
        attacker.get("/sign-in");
        Person cleo = scene.person("cleo@example.com");
        cleo.hasTwoSteps();

        site.plants("mfa4j_demo=" + attacker.cookie());
        cleo.opens(site.ofTheSameHost());
        cleo.signsInWith(cleo.phone().code());
        cleo.isAt("Account security");

        assertThat(attacker.get("/security").header("Location")).isEqualTo("/sign-in");
        assertThat(attacker.get("/challenge").header("Location")).isEqualTo("/sign-in");
    }
}
