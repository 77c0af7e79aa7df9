package io.github.mfa4j.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The classes of a page of the documentation, compiled together once, and called by their names. */
final class CompiledPage {

    private static final Map<String, CompiledPage> PAGES = new ConcurrentHashMap<>();

    private final ClassLoader classes;
    private final Path folder;

    private CompiledPage(ClassLoader classes, Path folder) {
        this.classes = classes;
        this.folder = folder;
    }

    static CompiledPage of(String page) {
        return PAGES.computeIfAbsent(page, CompiledPage::compile);
    }

    private static CompiledPage compile(String page) {
        JavaBlocks blocks = JavaBlocks.of(page);
        String jvm = Long.toString(ProcessHandle.current().pid()); // two of them run at a time
        Path folder = Path.of("target", "guide", jvm, page);
        try {
            return new CompiledPage(blocks.compiled(blocks.typeNames(), Files.createDirectories(folder)), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(page, e);
        }
    }

    /** Where the class files are. */
    Path folder() {
        return folder;
    }

    Class<?> type(String name) {
        try {
            return classes.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }

    /** Calls the only constructor. */
    Object make(String typeName, Object... arguments) {
        try {
            return type(typeName).getConstructors()[0].newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(typeName, e);
        }
    }

    Object callStatic(String typeName, String method, Object... arguments) {
        return invoke(null, type(typeName), method, arguments);
    }

    /** Calls a method whose answer is a text for a person. */
    static String ask(Object target, String method, Object... arguments) {
        return String.valueOf(invoke(target, target.getClass(), method, arguments));
    }

    private static Object invoke(Object target, Class<?> type, String name, Object... arguments) {
        List<Method> found = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == arguments.length)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(type + " has " + found.size() + " methods " + name);
        }
        try {
            return found.get(0).invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    private static RuntimeException unwrapped(InvocationTargetException e) {
        if (e.getCause() instanceof RuntimeException unchecked) {
            return unchecked;
        }
        return new IllegalStateException(e.getCause());
    }
}
