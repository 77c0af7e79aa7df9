package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.Mfa;
import io.github.mfa4j.MfaBuilder;
import io.github.mfa4j.defaults.InMemoryMfaStore;
import io.github.mfa4j.spi.EnforcementSource;
import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.MfaListener;
import io.github.mfa4j.spi.MfaStore;
import io.github.mfa4j.testkit.MutableClock;
import io.github.mfa4j.testkit.TestPhone;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** An application that is made of nothing but the code of docs/guide.md, with people who use it. */
final class GuideApplication {

    static final CompiledPage GUIDE = CompiledPage.of("docs/guide.md");
    static final String ADDRESS = "alice@example.com";

    private static final byte[] KEY = "a key of thirty-two bytes: 32 of".getBytes(StandardCharsets.US_ASCII);

    final MutableClock clock = new MutableClock(Instant.parse("2027-01-15T12:00:10Z"));
    final List<MfaEvent> events = new ArrayList<>();
    final List<String> notices = new ArrayList<>();
    final List<String> mails = new ArrayList<>();
    final Set<String> sharedAccounts = new HashSet<>();
    final Object organizations = GUIDE.make("Organizations", (UnaryOperator<String>) user -> user.split("/", 2)[0]);
    final Mfa mfa;
    final Object signIn;
    final Object setUp;
    final Object settings;
    final Object lostPhone;
    final Object helpDesk;

    GuideApplication() {
        this(new InMemoryMfaStore(), builder -> builder);
    }

    GuideApplication(MfaStore store, UnaryOperator<MfaBuilder> options) {
        BiConsumer<String, String> outbox = (user, text) -> notices.add(text);
        MfaListener told = (MfaListener) GUIDE.make("Notices", outbox);
        MfaListener heard = events::add;
        List<EnforcementSource> policies = List.of(
                (EnforcementSource) organizations, (EnforcementSource) GUIDE.make("SharedAccounts", sharedAccounts));
        MfaBuilder builder = (MfaBuilder)
                GUIDE.callStatic("SecondFactor", "configured", store, KEY.clone(), policies, List.of(heard, told));
        mfa = options.apply(builder).instantSource(clock).build();
        BiConsumer<String, String> mail = (address, text) -> mails.add(address + ": " + text);
        signIn = GUIDE.make("SignInPages", mfa);
        setUp = GUIDE.make("SetUpPages", mfa, mail);
        settings = GUIDE.make("SettingsPages", mfa);
        lostPhone = GUIDE.make("LostPhonePages", mfa, mail);
        helpDesk = GUIDE.make("HelpDesk", mfa);
    }

    /** A user with a phone and backup codes. */
    record Person(String user, TestPhone phone, List<String> backupCodes) {}

    void pass(Duration time) {
        clock.advance(time);
    }

    String code(Person person) {
        return person.phone().code(clock.instant());
    }

    String wrongCode(Person person) {
        return person.phone().wrongCode(clock.instant());
    }

    /** Sets up without a proof of the address, and waits until the phone shows another code. */
    Person enrolled(String user) {
        return complete(user, CompiledPage.ask(setUp, "scan", new HashMap<>(), user, ADDRESS));
    }

    Person complete(String user, String page) {
        return complete(new HashMap<>(), user, page);
    }

    /** Goes on from the page with the QR code to the end. */
    Person complete(Map<String, String> session, String user, String page) {
        Person person = confirm(session, user, page);
        pass(Duration.ofMinutes(1));
        return person;
    }

    private Person confirm(Map<String, String> session, String user, String page) {
        assertThat(page).startsWith("<svg");
        TestPhone phone = TestPhone.type(between(page, "<b>", "</b>"));
        String codes = CompiledPage.ask(
                setUp, "phoneWorks", user, between(page, "value=\"", "\""), phone.code(clock.instant()));
        assertThat(codes).startsWith("<pre>");
        assertThat(CompiledPage.ask(setUp, "codesSaved", session, user, between(codes, "value=\"", "\"")))
                .isEqualTo("Two-factor sign-in is on, with 10 backup codes.");
        return new Person(user, phone, between(codes, "<pre>", "</pre>").lines().toList());
    }

    /** One more phone of somebody, who types the code that the first one shows, and waits for the next. */
    TestPhone addedPhone(Person person, String name) {
        String page = CompiledPage.ask(settings, "addDevice", person.user(), ADDRESS, name, code(person));
        TestPhone phone = TestPhone.type(between(page, "<b>", "</b>"));
        String offer = between(page, "value=\"", "\"");
        assertThat(CompiledPage.ask(setUp, "phoneWorks", person.user(), offer, phone.code(clock.instant())))
                .matches("You have \\d devices now.");
        pass(Duration.ofMinutes(1));
        return phone;
    }

    static String between(String text, String start, String end) {
        assertThat(text).contains(start, end);
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    /** What was mailed last, from a mark on. */
    String lastMailFrom(String mark) {
        String mail = mails.get(mails.size() - 1);
        assertThat(mail).startsWith(ADDRESS).contains(mark);
        return mail.substring(mail.indexOf(mark) + mark.length());
    }

    /** The session of a browser, with what it may reach. */
    static final class Session {

        String reaches = "nothing";
        String user = "";
        final Map<String, String> values = new HashMap<>();
        final Object forPages = Proxy.newProxyInstance(
                GUIDE.type("SignInPages").getClassLoader(),
                new Class<?>[] {GUIDE.type("SignInPages$Session")},
                (proxy, method, arguments) -> answer(method, arguments));

        private Object answer(Method method, Object[] arguments) {
            if (method.getName().equals("user")) {
                return user;
            }
            reaches = method.getName();
            user = (String) arguments[0];
            return null;
        }
    }

    String afterPassword(Session session, String user) {
        return CompiledPage.ask(signIn, "afterPassword", session.forPages, user, "");
    }

    String typeCode(Session session, String code) {
        return CompiledPage.ask(signIn, "code", session.forPages, code);
    }

    /** Whether a user gets in with the password and this code. */
    boolean signsIn(String user, String code) {
        Session session = new Session();
        assertThat(afterPassword(session, user)).isEqualTo("/code");
        assertThat(session.reaches).isEqualTo("passwordWasRight");
        String page = typeCode(session, code);
        boolean in = session.reaches.equals("signedIn");
        assertThat(page).matches(in ? "/home(\\?few-backup-codes)?" : "/code\\?because=.*");
        return in;
    }
}
