package io.github.mfa4j;

import static io.github.mfa4j.Fixture.START;
import static io.github.mfa4j.Fixture.USER;
import static io.github.mfa4j.Fixture.reason;
import static io.github.mfa4j.Fixture.token;
import static io.github.mfa4j.spi.RejectionReason.ALREADY_ENABLED;
import static io.github.mfa4j.spi.RejectionReason.EXPIRED;
import static io.github.mfa4j.spi.RejectionReason.MALFORMED;
import static io.github.mfa4j.spi.RejectionReason.SUPERSEDED;
import static io.github.mfa4j.spi.RejectionReason.WRONG_CODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfa4j.spi.MfaEvent;
import io.github.mfa4j.spi.RecoveryEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number that was mailed proves an address once, for ten minutes, to whoever types it right in five tries. */
class EmailProofTest {

    private static final String ADDRESS = "alice@example.com";
    private static final String NOTHING = "0 written, 0 opened, 0 sealed, 0 hashed";

    private final Fixture host = new Fixture(MfaBuilder::requireEmailProof);

    private Instant now() {
        return host.clock.instant();
    }

    private EmailCode create() {
        return host.mfa.createEmailCode(USER, ADDRESS);
    }

    private String mailed() {
        return ((EmailCode.Issued) create()).code();
    }

    /** A number that is not the given one, as nine hundred thousand others are not. */
    private String mailedOtherThan(String first) {
        String code;
        do {
            host.clock.moveSeconds(60);
            code = mailed();
        } while (code.equals(first));
        return code;
    }

    private Grant prove(String typed) {
        return host.mfa.proveEmail(USER, ADDRESS, typed);
    }

    @Test
    void aCodeHasSixDigitsForTenMinutesAndIsNowhereInTheClear() {
        EmailCode.Issued issued = (EmailCode.Issued) create();
        assertThat(issued.code()).matches("[0-9]{6}");
        assertThat(issued.expiresAt()).isEqualTo(START.plusSeconds(600));
        assertThat(issued.toString()).isEqualTo("Issued[expiresAt=2026-03-01T12:10:00Z]");
        assertThat(host.cost()).isEqualTo("1 written, 0 opened, 1 sealed, 0 hashed");
        assertThat(host.events).containsExactly(new RecoveryEvent.EmailCodeIssued(USER, START, START.plusSeconds(600)));
        long at = START.getEpochSecond();
        assertThat(host.record(USER))
                .matches("mfa4j1;x=1," + at + "," + at + ",0,0,0,0,0,0,0;c=[A-Za-z0-9_-]{8}," + at + "," + (at + 600)
                        + ";s=[A-Za-z0-9_-]+");
        assertThat(host.secrets().mailed().values())
                .singleElement()
                .satisfies(hash -> assertThat(hash).hasSize(16));
        assertThat(host.secrets().ids()).hasSize(1);
    }

    @Test
    void aRightCodeIsAPermitForHalfAnHourAndIsUsedUp() {
        String code = mailed();
        host.clock.moveSeconds(60);
        host.forgetCounts();
        BearerToken permit = token(prove(code));
        assertThat(permit.expiresAt()).isEqualTo(now().plusSeconds(1_800));
        assertThat(host.cost()).isEqualTo("1 written, 1 opened, 0 sealed, 0 hashed");
        assertThat(host.events).containsExactly(new RecoveryEvent.EmailProved(USER, now()));
        assertThat(host.record(USER)).doesNotContain(";c=", ";s=").contains(";t=PERMIT,");
        host.forgetCounts();
        assertThat(reason(prove(code))).isEqualTo(SUPERSEDED);
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).containsExactly(new MfaEvent.ChangeRefused(USER, now(), SUPERSEDED, 0));
        assertThat(host.mfa.enrollWithPermit(USER, ADDRESS, "Phone", permit.value()))
                .isInstanceOf(Enrollment.Offered.class);
    }

    @Test
    void theLastSecondIsGoodAndTheNextOneIsNot() {
        String code = mailed();
        host.clock.moveSeconds(599);
        assertThat(prove(code)).isInstanceOf(Grant.Granted.class);
        String next = mailed();
        host.clock.moveSeconds(600);
        host.forgetCounts();
        assertThat(reason(prove(next))).isEqualTo(EXPIRED);
        assertThat(host.cost()).isEqualTo("1 written, 0 opened, 0 sealed, 0 hashed");
        assertThat(reason(prove(next))).as("it is gone").isEqualTo(SUPERSEDED);
        assertThat(host.store.writes).hasValue(1);
    }

    @Test
    void aCodeProvesOnlyTheAddressThatItWasMailedTo() {
        String code = mailed();
        for (String other : new String[] {"mallory@example.com", "Alice@example.com"}) {
            assertThat(reason(host.mfa.proveEmail(USER, other, code))).isEqualTo(WRONG_CODE);
        }
        assertThat(host.state().mails().wrongCodes()).isEqualTo(2);
        assertThat(prove(code)).isInstanceOf(Grant.Granted.class);
    }

    @Test
    void aCodeProvesNothingForAnotherUser() {
        String code = ((EmailCode.Issued) host.mfa.createEmailCode("user-2", ADDRESS)).code();
        host.forgetCounts();
        assertThat(reason(prove(code))).isEqualTo(SUPERSEDED);
        assertThat(host.cost()).isEqualTo(NOTHING);
        mailedOtherThan(code);
        assertThat(reason(prove(code))).isEqualTo(WRONG_CODE);
        assertThat(host.mfa.proveEmail("user-2", ADDRESS, code)).isInstanceOf(Grant.Granted.class);
        assertThat(NewEmailCode.hash(USER, ADDRESS, code)).isNotEqualTo(NewEmailCode.hash("user-2", ADDRESS, code));
    }

    @ParameterizedTest
    @ValueSource(strings = {" %s ", "%s\n", "%c-%c-%c-%c-%c-%c", "\u00a0%c %c\u2013%c %c %c %c"})
    void spacesAndHyphensDoNotMatter(String spelling) {
        String code = mailed();
        Object[] digits = code.chars().mapToObj(digit -> (char) digit).toArray();
        String typed = spelling.contains("%s") ? String.format(spelling, code) : String.format(spelling, digits);
        assertThat(prove(typed)).isInstanceOf(Grant.Granted.class);
    }

    @Test
    void digitsOfOtherScriptsAreDigits() {
        StringBuilder arabic = new StringBuilder();
        mailed().chars().forEach(digit -> arabic.append((char) (digit - '0' + 0x660)));
        assertThat(prove(arabic.toString())).isInstanceOf(Grant.Granted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "12345", "1234567", "12345O", "abcdef"})
    void whatCannotBeACodeIsNotCounted(String typed) {
        String code = mailed();
        String before = host.record(USER);
        host.forgetCounts();
        for (int i = 0; i < 6; i++) {
            assertThat(reason(prove(typed))).isEqualTo(MALFORMED);
        }
        assertThat(reason(prove("1".repeat(100_000)))).isEqualTo(MALFORMED);
        assertThat(host.cost()).isEqualTo(NOTHING);
        assertThat(host.events).hasSize(7).containsOnly(new MfaEvent.ChangeRefused(USER, now(), MALFORMED, 0));
        assertThat(host.record(USER)).isEqualTo(before);
        assertThat(prove(code)).isInstanceOf(Grant.Granted.class);
    }

    @Test
    void whoHasASecondFactorIsMailedNothing() {
        Fixture other = new Fixture();
        String code = ((EmailCode.Issued) other.mfa.createEmailCode(USER, ADDRESS)).code();
        other.enable();
        assertThat(other.record(USER)).doesNotContain(";c=");
        assertThat(other.secrets().mailed()).isEmpty();
        assertThat(reason(other.mfa.proveEmail(USER, ADDRESS, code))).isEqualTo(SUPERSEDED);
        other.forgetCounts();
        assertThat(other.mfa.createEmailCode(USER, ADDRESS)).isEqualTo(Rejected.because(ALREADY_ENABLED));
        assertThat(other.cost()).isEqualTo(NOTHING);
        assertThat(other.events)
                .containsExactly(new MfaEvent.ChangeRefused(USER, other.clock.instant(), ALREADY_ENABLED, 0));
    }

    @Test
    void anAddressIsNamed() {
        for (String address : new String[] {"", " a@b", "a@b\n", "\ud800", "a".repeat(255)}) {
            assertThatThrownBy(() -> host.mfa.createEmailCode(USER, address))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> host.mfa.proveEmail(USER, address, "123456"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(host.record(USER)).isEmpty();
        assertThat(host.mfa.createEmailCode(USER, "a".repeat(254))).isInstanceOf(EmailCode.Issued.class);
    }

    @Test
    void askingEverybodyAndAskingNobodyContradictEachOther() {
        assertThatIllegalStateException()
                .isThrownBy(() -> host.another(to -> to.requireEmailProof().insecureEnrollNowByPasswordAlone()))
                .withMessageContaining("contradict");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        host.another(to -> to.insecureEnrollNowByPasswordAlone().requireEmailProof()))
                .withMessageContaining("contradict");
        assertThat(host.another(to -> to.requireEmailProof().requireEmailProof()))
                .isNotNull();
    }
}
