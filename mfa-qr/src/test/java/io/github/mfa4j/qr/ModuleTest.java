package io.github.mfa4j.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the module asks for and what it shows, exactly. */
class ModuleTest {
    @Test
    void theDescriptorSaysNoMoreThanItMust() throws URISyntaxException {
        ModuleDescriptor module =
                ModuleFinder.of(classesOf(Qr.class)).findAll().iterator().next().descriptor();
        assertThat(module.name()).isEqualTo("io.github.mfa4j.qr");
        assertThat(module.isOpen()).isFalse();
        assertThat(module.requires().stream().collect(Collectors.toMap(Requires::name, Requires::modifiers)))
                .containsOnlyKeys("java.base", "io.nayuki.qrcodegen", "org.jspecify")
                .containsEntry("io.nayuki.qrcodegen", Set.of())
                .containsEntry("org.jspecify", Set.of(Requires.Modifier.STATIC));
        assertThat(module.exports()).hasSize(1).allSatisfy(export -> {
            assertThat(export.source()).isEqualTo("io.github.mfa4j.qr");
            assertThat(export.isQualified()).isFalse();
        });
        assertThat(module.opens()).isEmpty();
        assertThat(module.uses()).isEmpty();
        assertThat(module.provides()).isEmpty();
    }

    @Test
    void theClassesNeedTheJdksBaseAndTheEncoderOnly() throws Exception {
        Path encoder = classesOf(io.nayuki.qrcodegen.QrCode.class);
        Path annotations = classesOf(org.jspecify.annotations.NullMarked.class);
        StringWriter out = new StringWriter();
        int exit = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(out),
                        new PrintWriter(out),
                        "--multi-release",
                        "17",
                        "-summary",
                        "--module-path",
                        encoder + File.pathSeparator + annotations,
                        "--add-modules",
                        "org.jspecify",
                        classesOf(Qr.class).toString());
        assertThat(exit).as("%s", out).isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("io.github.mfa4j")))
                .containsExactlyInAnyOrder(
                        "io.github.mfa4j.qr -> java.base",
                        "io.github.mfa4j.qr -> io.nayuki.qrcodegen",
                        "io.github.mfa4j.qr -> org.jspecify");
    }

    @Test
    void noForeignTypeIsInTheApi() throws Exception {
        for (Class<?> type : publicClasses()) {
            assertThat(type).isFinal();
            Stream.concat(Stream.of(type.getMethods()), Stream.of(type.getConstructors()))
                    .filter(member ->
                            member.getDeclaringClass().getPackageName().startsWith("io.github.mfa4j"))
                    .forEach(ModuleTest::checkTypes);
            for (Field field : type.getFields()) {
                check(field.getType(), field);
            }
        }
    }

    private static void checkTypes(Executable member) {
        if (member instanceof Method method) {
            check(method.getReturnType(), member);
        }
        Stream.of(member.getParameterTypes()).forEach(used -> check(used, member));
        Stream.of(member.getExceptionTypes()).forEach(used -> check(used, member));
    }

    private static void check(Class<?> used, Object where) {
        Class<?> type = used.isArray() ? used.getComponentType() : used;
        assertThat(type.getPackageName()).as("%s", where).isIn("java.lang", "io.github.mfa4j.qr");
    }

    @Test
    void nothingElseIsPublic() throws Exception {
        assertThat(publicClasses()).containsExactlyInAnyOrder(Qr.class, ErrorCorrection.class);
    }

    /** Of all class files that there are. */
    private static List<Class<?>> publicClasses() throws Exception {
        Path root = classesOf(Qr.class);
        List<Class<?>> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.map(root::relativize)
                    .filter(file -> file.toString().endsWith(".class"))
                    .toList()) {
                String name = file.toString().replace(File.separatorChar, '.').replaceFirst("\\.class$", "");
                if (!name.endsWith("-info")) {
                    all.add(Class.forName(name));
                }
            }
        }
        assertThat(all).contains(Encoder.class, Matrix.class, Svg.class, Png.class, Terminal.class);
        return all.stream()
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .toList();
    }

    private static Path classesOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
