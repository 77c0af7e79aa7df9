package io.github.mfa4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of the house that a program can check, over what was compiled. */
@Tag("once")
class ArchitectureTest {

    private static final String ROOT = "io.github.mfa4j";

    private static final Path CLASSES = classes();

    /** Lookup tables: private arrays that are filled once, in the initializer, and never leave their class. */
    private static final Set<String> TABLES = Set.of("Base32.ALPHABET", "Base32.MEANINGS", "PercentCoding.HEX");

    /** What depends on the machine rather than on the arguments, or goes round the compiler. */
    private static final Pattern FORBIDDEN = Pattern.compile(String.join(
            "|",
            "java/util/ServiceLoader.*",
            "java/lang/reflect/.*",
            "java/lang/Class\\.(forName|newInstance|get(Declared)?(Method|Field|Constructor)s?):.*",
            "java/lang/System\\.(getProperty|getProperties|setProperty|getenv):.*",
            "java/lang/Boolean\\.getBoolean:.*",
            "java/lang/Integer\\.getInteger:.*",
            "java/lang/Long\\.getLong:.*",
            "java/lang/String\\.(format|formatted):.*",
            "java/util/Formatter.*",
            "java/lang/String\\.(toUpperCase|toLowerCase):\\(\\).*",
            "java/lang/String\\.getBytes:\\(\\).*",
            "java/lang/String\\.<init>:\\(\\[B(II)?\\)V",
            "java/util/Locale\\.getDefault:.*",
            "java/util/TimeZone\\.getDefault:.*",
            "java/time/ZoneId\\.systemDefault:.*",
            "java/nio/charset/Charset\\.defaultCharset:.*"));

    @Test
    void packagesDependOnEachOtherOnlyAsDesigned() {
        assertThat(dependencies()
                        .filter(edge -> edge.group(2).startsWith(ROOT))
                        .map(edge -> edge.group(1) + " -> " + edge.group(2)))
                .containsExactlyInAnyOrder(
                        "io.github.mfa4j -> io.github.mfa4j.defaults",
                        "io.github.mfa4j -> io.github.mfa4j.otp",
                        "io.github.mfa4j -> io.github.mfa4j.spi",
                        "io.github.mfa4j.defaults -> io.github.mfa4j.spi");
    }

    @Test
    void nothingButJavaBaseIsUsed() {
        assertThat(dependencies()
                        .filter(edge -> !edge.group(2).startsWith(ROOT))
                        .filter(edge -> !edge.group(2).equals("org.jspecify.annotations"))
                        .map(edge -> edge.group(3)))
                .isNotEmpty()
                .containsOnly("java.base");
    }

    @Test
    void theModuleRequiresAndExportsExactlyThis() throws IOException {
        ModuleDescriptor module;
        try (InputStream in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
            module = ModuleDescriptor.read(in);
        }
        assertThat(module.name()).isEqualTo(ROOT);
        assertThat(module.requires()).hasSize(2);
        assertThat(module.requires()).anySatisfy(requires -> {
            assertThat(requires.name()).isEqualTo("java.base");
            assertThat(requires.modifiers()).containsExactly(Modifier.MANDATED);
        });
        assertThat(module.requires()).anySatisfy(requires -> {
            assertThat(requires.name()).isEqualTo("org.jspecify");
            assertThat(requires.modifiers()).containsExactly(Modifier.STATIC);
        });
        assertThat(module.exports()).noneMatch(Exports::isQualified);
        assertThat(module.exports().stream().map(Exports::source))
                .containsExactlyInAnyOrder(ROOT, ROOT + ".defaults", ROOT + ".otp", ROOT + ".spi");
        assertThat(module.isOpen()).isFalse();
        assertThat(module.opens()).isEmpty();
        assertThat(module.uses()).isEmpty();
        assertThat(module.provides()).isEmpty();
    }

    @Test
    void nothingStaticCanChange() throws Exception {
        List<String> mutable = new ArrayList<>();
        for (ClassFile file : classFiles()) {
            Class<?> type = Class.forName(className(file));
            for (Field field : type.getDeclaredFields()) {
                if (isStatic(field) && !field.isSynthetic() && !isConstant(field)) {
                    mutable.add(type.getSimpleName() + "." + field.getName());
                }
            }
        }
        assertThat(mutable).isEmpty();
    }

    @Test
    void nothingDependsOnTheMachineOrGoesRoundTheCompiler() throws IOException {
        List<String> found = new ArrayList<>();
        for (ClassFile file : classFiles()) {
            for (String reference : file.references()) {
                if (FORBIDDEN.matcher(reference).matches()) {
                    found.add(className(file) + " uses " + reference);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /**
     * {@code CodeGenerator} compares numbers without a branch, {@code Token} asks {@code Ids}. What {@code Attempt} compares
     * in other ways is sealed, or a salt and its parameters.
     */
    @Test
    void whatComparesCodesAndTokensTakesTheSameTimeForAll() throws IOException {
        Pattern early =
                Pattern.compile("java/(lang/String|util/Arrays|util/Objects)\\.\\w*([eE]quals|ompare|match)\\w*:.*");
        Map<String, Set<String>> used = new TreeMap<>();
        for (ClassFile file : classFiles()) {
            used.put(className(file).replaceFirst(".*\\.", ""), file.references());
        }
        for (String type : List.of("Attempt", "EmailRules", "Ids")) {
            assertThat(used.get(type)).as(type).contains("java/security/MessageDigest.isEqual:([B[B)Z");
        }
        for (String type : List.of("CodeGenerator", "EmailRules", "Ids", "Token")) {
            assertThat(used.get(type)).as(type).isNotEmpty().noneMatch(early.asMatchPredicate());
        }
        assertThat(used.get("Token")).anyMatch(call -> call.startsWith("io/github/mfa4j/Ids.same"));
    }

    @Test
    void sourceFilesOfEveryModuleAreShort() throws IOException {
        List<Path> sources;
        Path root = CLASSES.getParent().getParent().getParent();
        try (Stream<Path> modules = Files.list(root)) {
            sources = modules.flatMap(
                            module -> Stream.of(module.resolve("src/main/java"), module.resolve("src/test/java")))
                    .filter(Files::isDirectory)
                    .flatMap(folder -> filesUnder(folder, ".java").stream())
                    .toList();
        }
        assertThat(sources)
                .hasSizeGreaterThan(300)
                .allSatisfy(source -> assertThat(Files.readAllLines(source))
                        .as("lines of %s", root.relativize(source))
                        .hasSizeLessThan(300));
    }

    private static boolean isStatic(Field field) {
        return java.lang.reflect.Modifier.isStatic(field.getModifiers());
    }

    private static boolean isFinal(Field field) {
        return java.lang.reflect.Modifier.isFinal(field.getModifiers());
    }

    private static boolean isConstant(Field field) throws IllegalAccessException {
        String name = field.getDeclaringClass().getSimpleName() + "." + field.getName();
        if (field.getType().isArray()) {
            return isFinal(field)
                    && java.lang.reflect.Modifier.isPrivate(field.getModifiers())
                    && TABLES.contains(name);
        }
        field.setAccessible(true);
        return isFinal(field) && (field.getType().isPrimitive() || isImmutable(field.get(null)));
    }

    /** A short list on purpose: what is not known to be immutable is not. */
    private static boolean isImmutable(Object value) throws IllegalAccessException {
        if (value == null
                || value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Duration
                || value instanceof Instant
                || value instanceof Year) {
            return true;
        }
        if (value instanceof Map<?, ?> map) {
            return isUnmodifiable(map) && allImmutable(map.keySet()) && allImmutable(map.values());
        }
        if (value instanceof Collection<?> elements) {
            return isUnmodifiable(elements) && allImmutable(elements);
        }
        if (!value.getClass().getName().startsWith(ROOT)) {
            return false;
        }
        for (Field field : value.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            if (!isStatic(field)
                    && !(isFinal(field) && (field.getType().isPrimitive() || isImmutable(field.get(value))))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnmodifiable(Object collection) {
        String type = collection.getClass().getName();
        return type.startsWith("java.util.ImmutableCollections$")
                || type.startsWith("java.util.Collections$Unmodifiable");
    }

    private static boolean allImmutable(Collection<?> values) throws IllegalAccessException {
        for (Object value : values) {
            if (!isImmutable(value)) {
                return false;
            }
        }
        return true;
    }

    /** The lines "package -> package module" of jdeps. */
    private static Stream<Matcher> dependencies() {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        int status = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(printer, printer, "-verbose:package", CLASSES.toString());
        assertThat(status).as(out.toString()).isZero();
        Pattern line = Pattern.compile("\\s+(\\S+)\\s+-> (\\S+)\\s+(\\S.*)");
        return out.toString().lines().map(line::matcher).filter(Matcher::matches);
    }

    private static List<ClassFile> classFiles() throws IOException {
        List<ClassFile> files = new ArrayList<>();
        for (Path path : filesUnder(CLASSES, ".class")) {
            if (!path.endsWith("module-info.class")) {
                files.add(ClassFile.read(path));
            }
        }
        assertThat(files).hasSizeGreaterThan(50);
        return files;
    }

    private static String className(ClassFile file) {
        String path = CLASSES.relativize(file.path()).toString();
        return path.substring(0, path.length() - ".class".length()).replace(path.contains("\\") ? '\\' : '/', '.');
    }

    private static List<Path> filesUnder(Path directory, String suffix) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Path classes() {
        try {
            return Path.of(Mfa.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
