package io.github.mfa4j.jdbc;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** A class in a page of the documentation, as it stands there. That it compiles without a warning is tested where the pages are. */
final class DocumentedClass {

    private DocumentedClass() {}

    /**
     * Compiles the only Java of a page with what is on the class path, and loads it.
     *
     * @param page its path from a module
     * @param typeName the name of its class
     */
    static Class<?> compile(Path page, String typeName) throws Exception {
        Matcher block = Pattern.compile("(?ms)^```java\\n(.*?)^```$").matcher(Files.readString(page));
        if (!block.find()) {
            throw new IllegalStateException("there is no Java in " + page);
        }
        Path folder = Files.createTempDirectory("mfa4j-documented");
        Path source = Files.writeString(folder.resolve(typeName + ".java"), block.group(1));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String[] options = {"-proc:none", "-cp", classPath, "-d", folder.toString(), source.toString()};
        if (ToolProvider.findFirst("javac").orElseThrow().run(System.out, System.err, options) != 0) {
            throw new IllegalStateException("the Java of " + page + " does not compile");
        }
        // Classes are read when they are needed, so the files stay until the JVM ends.
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(file -> file.toFile().deleteOnExit());
        }
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, DocumentedClass.class.getClassLoader())
                .loadClass(typeName);
    }
}
