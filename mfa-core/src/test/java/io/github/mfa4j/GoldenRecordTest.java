package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfa4j.spi.CodeKind;
import io.github.mfa4j.spi.RejectionReason;
import io.github.mfa4j.spi.StoredState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Records as the first version wrote them, for the user "golden" and the key of {@link Rig#cipher()}. Never change them: if
 * a test here fails, the records of every host have become unreadable.
 */
class GoldenRecordTest {

    private static final String USER = "golden";

    /** Enabled with the defaults; one backup code used, a wrong app code before it and one after. */
    private static final String ENABLED = "mfa4j1;e=1767323045;f=1,1767323105,0,0,2,1767323105"
            + ";d=FqDOsPnd,QXV0aGVudGljYXRvciBhcHA,SHA1,6,30,0,1767323045,1767323045,58910768,0"
            + ";b=6I-mRF-5lBQL8PKJbaCqWg,C,10,4,4,9,1767323045"
            + ";s=AmsxX9i-vaIuOlXHhHtK6k7TIjcfivy5jx06uC24C87XCgc5_rSBfdtuEeOBKgI9fhMeBFslXO-vTZMMP9D7RIgE4vf2qI5HMB_PH8"
            + "85JFUp6HOVhwSlWlWSDN5smzf05OKIYy43iHkQ3RjiehbEPIKeQz2PGnyMu1J9FEf-waCCfSzXaPWNcmryFBWYdI9_jLiz8uVuso8Cb7e-"
            + "GzFv7OLsTkbgNrc9OrkSrhRHEs3t2iNe4hJeMxq2ZOI21KphqYY8VYlr-JcLYHwZZN2Kwb1atuZyHRzN-hWCxNO9AME73TfLKms3ZgJjtT"
            + "I-HKJblMV0ovNW5MZVF03hkyh8me9-urQ";

    /** Confirmed, not activated; SHA-256, 8 digits, 60 seconds, a name beyond ASCII, numeric backup codes. */
    private static final String AWAITING = "mfa4j1;o=dq8eWZFPaltNDGwMwqNfKw,FIRST,1767323705,1"
            + ";p=zF5A0Ipt,VMOpbMOpcGhvbmU,SHA256,8,60,0,0,1767323105,29455385,0"
            + ";q=Ov0oeA1klSTV5wyz0EiKGQ,N,5,1,8,5,1767323105"
            + ";s=AmsxT6jN8s8lh3JKS8Fr3-qxgGMMszAeswoa5Hgkd2EhId_h92-U3F-h1D5j9Hlfbuew74iytMum4qfZs03n47zfReBKzJUHBJ9g9l"
            + "geAxkb_gjdPPdyeNo-ojkq8c4KiF0_cCnBTDBeEe2hxauTicOZIf2Vm3N0KZLtHuLZnu_p4BRXzMouMm91J301qhv2d0OPonOJL5-XyRNA"
            + "8tKpmGevOoZc94WRf2X0upnGLBCwsAL9PCo3-MkMQVeY3gqU7-FVHAU";

    private final Rig rig = new Rig();

    private void keep(String record) {
        assertThat(StateCodec.encode(StateCodec.decode(record))).isEqualTo(record);
        rig.store.real.put(USER, new StoredState(4_711, record));
        rig.now = Instant.parse("2026-01-02T03:06:05Z");
    }

    @Test
    void anEnabledUserOfTheFirstVersionSignsIn() {
        keep(ENABLED);
        MfaStatus status = rig.mfa.status(USER);
        assertThat(status.enabledSince()).contains(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(status.devices()).extracting(MfaStatus.Device::name).containsExactly("Authenticator app");
        assertThat(rig.mfa.verify(USER, "573435"))
                .isEqualTo(new Verification.Accepted(CodeKind.APP_CODE, 9, Optional.empty()));
        assertThat(rig.mfa.verify(USER, "573435"))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.reason()).isEqualTo(RejectionReason.REPLAYED));
        assertThat(rig.mfa.verify(USER, "Y3N9-5FSZ-4A6K-CKTG"))
                .isEqualTo(new Verification.Accepted(CodeKind.BACKUP_CODE, 8, Optional.empty()));
        assertThat(rig.mfa.verify(USER, "89Z5-R5QF-JRMH-FA7B"))
                .as("used when the record was made")
                .isInstanceOf(Rejected.class);
        assertThat(rig.stored(USER).version()).isEqualTo(4_714);
    }

    @Test
    void aSetUpOfTheFirstVersionIsActivated() {
        keep(AWAITING);
        assertThat(rig.mfa.status(USER).setup())
                .contains(new MfaStatus.Setup("T\u00e9l\u00e9phone", Instant.ofEpochSecond(1_767_323_705), true));
        assertThat(rig.mfa.activate(USER, "Ov0oeA1klSTV5wyz0EiKGQ")).isEqualTo(new Activation.Enabled(5));
        assertThat(rig.mfa.verify(USER, "66047493"))
                .isEqualTo(new Verification.Accepted(CodeKind.APP_CODE, 5, Optional.empty()));
        assertThat(rig.mfa.verify(USER, "2611 5567"))
                .isEqualTo(new Verification.Accepted(CodeKind.BACKUP_CODE, 4, Optional.empty()));
    }
}
