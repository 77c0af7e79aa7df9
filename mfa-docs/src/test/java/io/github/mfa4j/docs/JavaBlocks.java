package io.github.mfa4j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The Java in a page of the documentation: blocks of one public class each. */
final class JavaBlocks {

    private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern TYPE_NAME = Pattern.compile("public (?:class|record) (\\w+)");

    private final String text;

    private JavaBlocks(String text) {
        this.text = text;
    }

    /** A page by its path from the root of the project. */
    static JavaBlocks of(String page) {
        Path here = Path.of(page);
        try {
            return new JavaBlocks(
                    Files.readString(Files.exists(here) ? here : Path.of("..").resolve(page)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return text;
    }

    List<String> typeNames() {
        return JAVA_BLOCK.matcher(text).results().map(JavaBlocks::typeName).toList();
    }

    String block(String typeName) {
        Map<String, String> blocks = JAVA_BLOCK
                .matcher(text)
                .results()
                .collect(Collectors.toMap(JavaBlocks::typeName, block -> block.group(1)));
        assertThat(blocks).containsKey(typeName);
        return blocks.get(typeName);
    }

    private static String typeName(MatchResult block) {
        Matcher name = TYPE_NAME.matcher(block.group(1));
        assertThat(name.find()).as(block.group(1)).isTrue();
        return name.group(1);
    }

    /** The same page, but for one place in one block, which must be there exactly once. */
    JavaBlocks changed(String typeName, String from, String to) {
        String block = block(typeName);
        assertThat(block.split(Pattern.quote(from), -1)).as(from).hasSize(2);
        return new JavaBlocks(text.replace(block, block.replace(from, to)));
    }

    /** Compiles a block, for the oldest Java that is supported and without a warning. */
    Class<?> compiled(String typeName, Path folder) throws Exception {
        return compiled(List.of(typeName), folder).loadClass(typeName);
    }

    /** Compiles blocks that need each other. */
    ClassLoader compiled(List<String> typeNames, Path folder) throws Exception {
        List<Path> sources = new ArrayList<>();
        for (String typeName : typeNames) {
            sources.add(Files.writeString(folder.resolve(typeName + ".java"), block(typeName)));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        StringWriter messages = new StringWriter();
        boolean ok = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-Xlint:all,-path,-processing",
                                "-proc:none",
                                "-Werror",
                                "--release",
                                "17",
                                "-cp",
                                classPath,
                                "-d",
                                folder.toString()),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(sources))
                .call();
        assertThat(ok).as(messages.toString()).isTrue();
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, JavaBlocks.class.getClassLoader());
    }
}
