package io.github.mfa4j.testservers;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** A class in a page of the documentation, as it stands there. That it compiles without a warning is tested where the pages are. */
public final class DocumentedClass {

    private DocumentedClass() {}

    /**
     * Compiles the only Java of a page with what is on the class path, and loads it.
     *
     * @param page its path from a module
     * @param typeName the name of its class
     */
    public static Class<?> compile(Path page, String typeName) throws Exception {
        Matcher block = Pattern.compile("(?ms)^```java\\n(.*?)^```$").matcher(Files.readString(page));
        if (!block.find()) {
            throw new IllegalStateException("there is no Java in " + page);
        }
        Path folder = Program.folder("documented");
        Program.atExit(() -> {}, folder);
        Path source = Files.writeString(folder.resolve(typeName + ".java"), block.group(1));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String[] options = {"-proc:none", "-cp", classPath, "-d", folder.toString(), source.toString()};
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, options) != 0) {
            throw new IllegalStateException("the Java of " + page + " does not compile");
        }
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, DocumentedClass.class.getClassLoader())
                .loadClass(typeName);
    }
}
