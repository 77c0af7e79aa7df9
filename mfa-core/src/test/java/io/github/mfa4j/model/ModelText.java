package io.github.mfa4j.model;

import io.github.mfa4j.Change;
import io.github.mfa4j.MfaStatus;
import io.github.mfa4j.Rejected;
import io.github.mfa4j.SignIn;
import io.github.mfa4j.spi.MfaEvent;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the library answers and tells, as the words in which the {@link Model} expects it. */
final class ModelText {

    private ModelText() {}

    static String of(Rejected no) {
        return no.reason() + no.retryAt().map(at -> " " + at).orElse("");
    }

    static String of(Change answer) {
        return answer.fold(done -> "Done", ModelText::of);
    }

    static String of(SignIn answer) {
        return answer.fold(
                allow -> "Allow " + allow.trustedBrowser(),
                challenge -> "Challenge",
                by -> "EnrollBy " + by.deadline(),
                enroll -> "EnrollNow " + enroll.proofRequired());
    }

    /** All that an event says, but for the user and the time, which every one has. */
    static String of(MfaEvent event) {
        StringBuilder text = new StringBuilder(event.getClass().getSimpleName());
        for (RecordComponent part : event.getClass().getRecordComponents()) {
            if (!part.getName().equals("userId") && !part.getName().equals("at")) {
                text.append(' ').append(valueOf(event, part));
            }
        }
        return text.toString();
    }

    private static Object valueOf(MfaEvent event, RecordComponent part) {
        try {
            Object value = part.getAccessor().invoke(event);
            return value instanceof Optional<?> optional ? optional.isPresent() ? optional.get() : "-" : value;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("an event that cannot be read", e);
        }
    }

    static List<String> of(MfaStatus status) {
        MfaStatus.Policy policy = status.policy();
        return List.of(
                status.enabledSince().map(Instant::toString).orElse("off"),
                status.devices().stream()
                        .map(device -> device.name() + " " + device.addedAt() + " "
                                + device.lastUsedAt().map(Instant::toString).orElse("-"))
                        .toList()
                        .toString(),
                status.backupCodesLeft() + " left",
                status.setup()
                        .map(setup -> setup.deviceName() + " " + setup.expiresAt() + " " + setup.confirmed())
                        .orElse("no set-up"),
                "new codes " + status.reissueExpiresAt().map(Instant::toString).orElse("-"),
                status.trustedBrowsers().stream()
                        .map(browser -> browser.name() + " " + browser.trustedAt() + " " + browser.expiresAt())
                        .toList()
                        .toString(),
                status.refusing().map(ModelText::of).orElse("not refusing"),
                policy.mayEnroll() + " "
                        + policy.requiredFrom().map(Instant::toString).orElse("-") + " "
                        + policy.deadline().map(Instant::toString).orElse("-") + " " + policy.mustEnroll());
    }

    static List<String> status(Model model) {
        ModelSetup pending = model.pending == null || model.pendingIsOver() ? null : model.pending;
        boolean reissue = model.newSheet != null && !model.newSheetIsOver();
        String blocked = model.blocked();
        return List.of(
                model.on() ? second(model.enabledAt) : "off",
                model.phones.stream()
                        .map(phone -> phone.name + " " + second(phone.addedAt) + " "
                                + (phone.lastUsedAt == 0 ? "-" : second(phone.lastUsedAt)))
                        .toList()
                        .toString(),
                model.left() + " left",
                pending == null
                        ? "no set-up"
                        : pending.phone.name + " " + second(pending.expiresAt) + " " + (pending.sheet != null),
                "new codes " + (reissue ? second(model.newSheetUntil) : "-"),
                model.trusted().stream()
                        .map(browser -> browser.name + " " + second(browser.token.issuedAt()) + " "
                                + second(browser.token.expiresAt()))
                        .toList()
                        .toString(),
                blocked == null ? "not refusing" : blocked,
                model.policy.mayEnroll() + " " + orDash(model.policy.from()) + " " + orDash(model.policy.deadline())
                        + " " + model.mustEnroll);
    }

    private static String second(long second) {
        return Instant.ofEpochSecond(second).toString();
    }

    private static String orDash(@Nullable Instant instant) {
        return Objects.toString(instant, "-");
    }
}
