package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfa4j.defaults.AesGcmSecretCipher;
import io.github.mfa4j.otp.TotpParameters;
import io.github.mfa4j.spi.StoredState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;

/** The record as text and the sealed body as bytes: what is written is read, and what would not be written is refused. */
@Domain(CodecArbitraries.class)
@Domain(net.jqwik.api.domains.DomainContext.Global.class)
class StateCodecTest {

    private static final String ID = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final String DEVICE = "AAAAAAAA,QQ,SHA1,6,30,0,1,1,-1,0";
    private static final String OTHER_DEVICE = DEVICE.replace("AAAAAAAA", "BBBBBBBB");
    private static final String VALID = "mfa4j1;e=7;f=1,2,3,4,5,6;d=" + DEVICE + ";b=" + ID + ",C,10,4,4,9,8;s=AAAA";

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsRead(@ForAll MfaState state) {
        String text = StateCodec.encode(state);
        MfaState read = StateCodec.decode(text);
        assertThat(read).usingRecursiveComparison().isEqualTo(state);
        assertThat(StateCodec.encode(read)).isEqualTo(text);
        assertThat(text).matches("[!-~]+").doesNotContain("\"", "\\", " ", "'");
    }

    @Property(tries = 3, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void everySingleCharacterChangeIsReadAsWrittenOrRefused(@ForAll MfaState state, @ForAll Random random) {
        String text = StateCodec.encode(state);
        for (int i = 0; i < text.length(); i++) {
            readsOnlyWhatItWouldWrite(text.substring(0, i) + text.substring(i + 1));
            for (int n = 0; n < 3; n++) {
                char c = n < 2 ? ";,=0-9A_+".charAt(random.nextInt(9)) : (char) ('!' + random.nextInt(94));
                readsOnlyWhatItWouldWrite(text.substring(0, i) + c + text.substring(i));
                readsOnlyWhatItWouldWrite(text.substring(0, i) + c + text.substring(i + 1));
            }
        }
    }

    private static void readsOnlyWhatItWouldWrite(String text) {
        try {
            String written = StateCodec.encode(StateCodec.decode(text));
            // Without AssertJ where nothing is wrong: this runs a hundred thousand times.
            if (!written.equals(text)) {
                assertThat(written).isEqualTo(text);
            }
        } catch (IllegalStateException e) {
            String message = String.valueOf(e.getMessage());
            for (String value : text.split("[;,=]")) {
                boolean shown = value.length() > 6 && !value.contains("mfa4j") && message.contains(value);
                if (e.getCause() != null || shown) {
                    throw new AssertionError("shows '" + value + "'", e);
                }
            }
        }
    }

    @Example
    void theValidTextOfTheExamplesIsValid() {
        assertThat(StateCodec.encode(StateCodec.decode(VALID))).isEqualTo(VALID);
        assertThat(StateCodec.encode(StateCodec.decode("mfa4j1"))).isEqualTo("mfa4j1");
        String first = "mfa4j1;o=" + ID + ",FIRST,1,0;p=" + OTHER_DEVICE + ";s=AAAA";
        assertThat(StateCodec.encode(StateCodec.decode(first))).isEqualTo(first);
        for (String pending : List.of(
                ";o=" + ID + ",ADDITIONAL,1,0;p=" + OTHER_DEVICE,
                ";o=" + ID + ",REPLACEMENT,1,0;p=" + OTHER_DEVICE + ";q=" + ID + ",C,10,4,4,10,8",
                ";r=" + ID + ",C,10,4,4,10,8,9")) {
            String text = VALID.replace(";s=", pending + ";s=");
            assertThat(StateCodec.encode(StateCodec.decode(text))).isEqualTo(text);
        }
    }

    @Example
    void textsThatThisVersionWouldNotWriteAreRefused() {
        for (String text : List.of("", "mfa4j", "mfa4j2", "mfa4j1;", "mfa4j1;;", "mfa4j1;s=AAAA")) {
            refuses(text);
        }
        for (String[] change : new String[][] {
            {";e=7", ""}, // a device without enabled
            {";e=7", ";e=0"},
            {";e=7", ";e=07"},
            {";e=7", ";e=+7"},
            {";e=7", ";e=-7"},
            {";e=7", ";e="},
            {";e=7", ";e=7,"},
            {";e=7", ";e=7,1"},
            {";e=7", ";e=7;e=7"},
            {";e=7", ";e=9223372036854775808"},
            {";f=1,2,3,4,5,6", ";f=1,2,3,4,5"},
            {";f=1,2,3,4,5,6", ";f=1,2,3,4,5,6,7"},
            {";f=1,2,3,4,5,6", ";f=1,2,3,4,5,6,"},
            {";f=1,2,3,4,5,6", ";f=-1,2,3,4,5,6"},
            {";f=1,2,3,4,5,6", ";f=1000001,2,3,4,5,6"},
            {";f=1,2,3,4,5,6", ";f=1,2,3,4,5,6;f=1,2,3,4,5,6"},
            {"e=7;f=1,2,3,4,5,6", "f=1,2,3,4,5,6;e=7"},
            {"SHA1", "SHA-1"},
            {"SHA1", "sha1"},
            {"SHA1", "MD5"},
            {"SHA1,6", "SHA1,5"},
            {"SHA1,6", "SHA1,9"},
            {"6,30", "6,0"},
            {"6,30", "6,86401"},
            {"-1,0;b", "-2,0;b"},
            {"-1,0;b", "-1,-0;b"},
            {"-1,0;b", "-1,11;b"},
            {"QQ,", "QR,"}, // bits that belong to no byte
            {"QQ,", "QQ==,"},
            {"QQ,", "_w,"}, // not UTF-8
            {"QQ,", "wIA,"}, // UTF-8, but longer than it has to be
            {"QQ,", "7aCA,"}, // a lone surrogate
            {",C,", ",X,"},
            {",C,", ",N,"},
            {",10,4,4,9,", ",10,4,4,11,"},
            {",10,4,4,9,", ",17,4,4,9,"},
            {",10,4,4,9,", ",10,4,3,9,"},
            {",10,4,4,9,", ",10,1,16,9,"},
            {";s=AAAA", ""},
            {";s=AAAA", ";s="},
            {";s=AAAA", ";s=AAAA;s=AAAA"},
            {";s=AAAA", ";s=AAAA="},
            {";s=AAAA", ";s=AAAA;z=1"},
            {";s=AAAA", ";x=1;s=AAAA"},
            {";s=AAAA", ";p=" + DEVICE + ";s=AAAA"},
            {";s=AAAA", ";o=" + ID + ",FIRST,1,0;s=AAAA"}, // without a device
            {";s=AAAA", ";o=" + ID + ",1,0;p=" + OTHER_DEVICE + ";s=AAAA"},
            {";s=AAAA", ";o=" + ID + ",LAST,1,0;p=" + OTHER_DEVICE + ";s=AAAA"},
            {";s=AAAA", ";r=" + ID + ",C,10,4,4,9,8;s=AAAA"}, // without an expiry
            {";s=AAAA", ";r=" + ID + ",C,10,4,4,11,8,9;s=AAAA"},
            {";s=AAAA", ";o=" + ID + ",FIRST,1,0;p=" + OTHER_DEVICE + ";r=" + ID + ",C,10,4,4,9,8,9;s=AAAA"},
            {";d=" + DEVICE, (";d=" + DEVICE).repeat(6)},
        }) {
            assertThat(VALID).contains(change[0]);
            refuses(VALID.replace(change[0], change[1]));
        }
    }

    private static void refuses(String text) {
        assertThatThrownBy(() -> StateCodec.decode(text)).as(text).isInstanceOf(IllegalStateException.class);
    }

    @Example
    void failuresThatAreAllZeroAreRefusedBecauseTheyAreLeftOutWhenWritten() {
        refuses(VALID.replace(";f=1,2,3,4,5,6", ";f=1\u0662,2,3,4,5,6")); // a digit, to some parsers
        refuses(VALID.replace(";f=1,2,3,4,5,6", ";f=0,0,0,0,0,0"));
    }

    @Example
    void aTimeThatNoInstantCanExpressIsADamagedRecordAndNotAnotherException() {
        String huge = Long.toString(Long.MAX_VALUE);
        String setup = ";o=" + ID + ",FIRST,9,0;p=" + OTHER_DEVICE;
        List<String> texts = List.of(
                VALID.replace(";e=7", ";e=" + huge),
                VALID.replace("0,1,1,-1,0", "0," + huge + ",1,-1,0"),
                VALID.replace("0,1,1,-1,0", "0,1," + huge + ",-1,0"),
                VALID.replace(";s=", setup.replace(",9,0", "," + huge + ",0") + ";s="),
                VALID.replace(";s=", ";r=" + ID + ",C,10,4,4,9,8," + huge + ";s="),
                VALID.replace(";f=1,2,3,4,5,6", ";f=1,2,3,4,60," + huge));
        for (String text : texts) {
            Rig rig = new Rig();
            rig.store.real.put(Rig.USER, new StoredState(9, text));
            assertThatThrownBy(() -> rig.mfa.status(Rig.USER)).as(text).isInstanceOf(IllegalStateException.class);
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatIsSealedIsOpened(@ForAll Secrets secrets) {
        byte[] bytes = SecretsCodec.encode(secrets);
        Secrets read = SecretsCodec.decode(bytes);
        assertThat(SecretsCodec.encode(read)).isEqualTo(bytes);
        assertThat(read.devices()).isEqualTo(secrets.devices());
        assertThat(read.sets().keySet()).isEqualTo(secrets.sets().keySet());
        assertThat(read).usingRecursiveComparison().isEqualTo(secrets);
    }

    @Property(tries = 1000)
    void bytesThatAreNotABodyAreRefusedAndNothingElse(@ForAll @Size(max = 80) byte[] bytes) {
        losesNothing(bytes);
    }

    @Property(tries = 3, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void everySingleByteChangeOfABodyIsReadWholeOrRefused(@ForAll Secrets secrets, @ForAll Random random) {
        byte[] bytes = SecretsCodec.encode(secrets);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] += (byte) (1 + random.nextInt(255));
            losesNothing(changed);
            losesNothing(Arrays.copyOf(bytes, i));
        }
    }

    /** What was read is written again with the next write, so what would be lost then must be refused. */
    private static void losesNothing(byte[] bytes) {
        try {
            assertThat(SecretsCodec.encode(SecretsCodec.decode(bytes))).hasSameSizeAs(bytes);
        } catch (IllegalStateException e) {
            assertThat(e).hasNoCause();
        }
    }

    @Example
    void twoEntriesForOneIdAreRefusedBecauseOneWouldBeLost() {
        byte[] one =
                SecretsCodec.encode(Secrets.ofDevice("AAAAAAAA", io.github.mfa4j.otp.OtpSecret.ofBytes(new byte[20])));
        byte[] two = Arrays.copyOf(one, 2 * one.length);
        System.arraycopy(one, 0, two, one.length, one.length);
        assertThatThrownBy(() -> SecretsCodec.decode(two)).isInstanceOf(IllegalStateException.class);
    }

    @Example
    void parametersThatAreNotAsciiAreRefusedBecauseTheyWouldBeWrittenOtherwise() {
        Secrets.HashedCodes codes = new Secrets.HashedCodes(new byte[16], "q", List.of(new byte[16]));
        byte[] body = SecretsCodec.encode(Secrets.ofSet(ID, codes));
        int parametersAt = 3 + 16 + 16 + 1;
        assertThat(body[parametersAt]).isEqualTo((byte) 'q');
        body[parametersAt] = (byte) 0xe9;
        assertThatThrownBy(() -> SecretsCodec.decode(body)).isInstanceOf(IllegalStateException.class);
    }

    @Example
    void recordsKeepToTheirBudget() throws Exception {
        Rig rig = new Rig(AesGcmSecretCipher.of("k-123456", key()));
        Mfa mfa = rig.builder.backupCodes(BackupCodeFormat.DEFAULT).build();
        Enrollment.Offered offer = rig.offered();
        Confirmation.AwaitingActivation ok =
                (Confirmation.AwaitingActivation) mfa.confirm(Rig.USER, offer.id(), rig.freshCode());
        int awaiting = rig.stored().state().length();
        assertThat(mfa.activate(Rig.USER, ok.setId())).isInstanceOf(Activation.Enabled.class);
        int usual = rig.stored().state().length();

        Configuration config = Rig.configuration(TotpParameters.DEFAULT, BackupCodeFormat.DEFAULT);
        MfaState longest = LongestRecord.of(config, AesGcmSecretCipher.of("k-123456", key()), 16);
        int most = StateCodec.encode(longest).length();
        System.out.println("usual record " + usual + " characters (" + awaiting + " before its activation), longest "
                + most + " + " + ConfigurationCheck.RESERVED_CHARACTERS + " reserved");
        assertThat(Files.readString(Path.of("../docs/state-format.md")))
                .as("the page says what is measured here")
                .contains(
                        "| " + usual + " | 900 |",
                        "| " + most + ", with " + ConfigurationCheck.RESERVED_CHARACTERS + " kept free");
        assertThat(usual).isLessThanOrEqualTo(900);
        assertThat(most + ConfigurationCheck.RESERVED_CHARACTERS).isLessThanOrEqualTo(StoredState.MAX_LENGTH);
    }

    private static byte[] key() {
        byte[] key = new byte[32];
        key[0] = 1;
        return key;
    }
}
