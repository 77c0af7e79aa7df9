package io.github.mfa4j;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Backup codes of another system, made canonical: what the user has on paper is typed as before, and understood in any
 * case, with or without separators.
 */
final class ImportedCodes {

    private final BackupCodeFormat format;
    private final Set<String> codes;

    private ImportedCodes(BackupCodeFormat format, Set<String> codes) {
        this.format = format;
        this.codes = codes;
    }

    /** Of one code at least. */
    static ImportedCodes of(List<String> plain) {
        List<TypedCode> typed = plain.stream().map(TypedCode::of).toList();
        int length = typed.get(0).length();
        if (typed.stream().anyMatch(code -> code.length() != length || length == 0)) {
            throw new IllegalArgumentException(
                    "unusedBackupCodes must be of one length, and of ASCII letters, digits, spaces and hyphens only");
        }
        boolean numeric = typed.stream().allMatch(TypedCode::numeric);
        BackupCodeFormat format = numeric
                ? BackupCodeFormat.insecureShortNumeric(plain.size(), length)
                : BackupCodeFormat.legacy(plain.size(), length);
        Set<String> codes = new LinkedHashSet<>();
        typed.forEach(code -> codes.add(code.asBackupCode(format).orElseThrow()));
        if (codes.size() < plain.size()) {
            throw new IllegalArgumentException(
                    "unusedBackupCodes must differ, also if O is read as 0, and I and L as 1");
        }
        return new ImportedCodes(format, codes);
    }

    BackupCodeFormat format() {
        return format;
    }

    Set<String> codes() {
        return codes;
    }

    @Override
    public String toString() {
        return "ImportedCodes[redacted]";
    }
}
