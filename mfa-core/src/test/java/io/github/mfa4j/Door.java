package io.github.mfa4j;

/** Every call that asks for a code of a second factor that is on; {@code DoorsTest} holds the list against the facades. */
enum Door {
    VERIFY("Mfa.verify", Takes.ANY_CODE),
    VERIFY_AND_TRUST_BROWSER("Mfa.verifyAndTrustBrowser", Takes.ANY_CODE),
    ADD_DEVICE("MfaSettings.addDevice", Takes.ANY_CODE),
    REMOVE_DEVICE("MfaSettings.removeDevice", Takes.ANY_CODE),
    RESYNCHRONIZE_DEVICE("MfaSettings.resynchronizeDevice", Takes.TWO_APP_CODES),
    REISSUE_BACKUP_CODES("MfaSettings.reissueBackupCodes", Takes.ANY_CODE),
    DISABLE("MfaSettings.disable", Takes.ANY_CODE),
    REPLACE_LOST_DEVICES("MfaRecovery.replaceLostDevices", Takes.BACKUP_CODE);

    enum Takes {
        ANY_CODE,
        BACKUP_CODE,
        TWO_APP_CODES
    }

    final String method;
    final Takes takes;

    Door(String method, Takes takes) {
        this.method = method;
        this.takes = takes;
    }

    /** With the same code twice where two are asked for. */
    Object open(Mfa mfa, String deviceId, String typed) {
        return open(mfa, deviceId, typed, typed);
    }

    Object open(Mfa mfa, String deviceId, String typed, String second) {
        String user = Fixture.USER;
        return switch (this) {
            case VERIFY -> mfa.verify(user, typed);
            case VERIFY_AND_TRUST_BROWSER -> mfa.verifyAndTrustBrowser(user, typed, "Somebody's");
            case ADD_DEVICE -> mfa.settings().addDevice(user, "alice@example.com", "Somebody's", typed);
            case REMOVE_DEVICE -> mfa.settings().removeDevice(user, deviceId, typed);
            case RESYNCHRONIZE_DEVICE -> mfa.settings().resynchronizeDevice(user, deviceId, typed, second);
            case REISSUE_BACKUP_CODES -> mfa.settings().reissueBackupCodes(user, typed);
            case DISABLE -> mfa.settings().disable(user, typed);
            case REPLACE_LOST_DEVICES ->
                mfa.recovery().replaceLostDevices(user, "alice@example.com", "Somebody's", typed);
        };
    }
}
