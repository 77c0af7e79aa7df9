package io.github.mfa4j;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** What a class file refers to: classes as {@code a/b/C}, methods as {@code a/b/C.name:descriptor}. */
record ClassFile(Path path, Set<String> references) {

    static ClassFile read(Path path) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
            in.skipNBytes(8); // magic and version
            return new ClassFile(path, references(constants(in)));
        }
    }

    /** The constant pool: a text for Utf8, an int[] with tag and indexes for what refers to other entries. */
    private static Object[] constants(DataInputStream in) throws IOException {
        Object[] pool = new Object[in.readUnsignedShort()];
        for (int i = 1; i < pool.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> pool[i] = in.readUTF();
                case 3, 4 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++; // a long and a double take two entries
                }
                case 7, 8, 16, 19, 20 -> pool[i] = new int[] {tag, in.readUnsignedShort()};
                case 9, 10, 11, 12, 17, 18 -> pool[i] = new int[] {tag, in.readUnsignedShort(), in.readUnsignedShort()};
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("unknown constant " + tag);
            }
        }
        return pool;
    }

    private static Set<String> references(Object[] pool) {
        Set<String> references = new TreeSet<>();
        for (Object constant : pool) {
            if (constant instanceof int[] entry && entry[0] == 7) {
                references.add((String) pool[entry[1]]);
            } else if (constant instanceof int[] entry && (entry[0] == 10 || entry[0] == 11)) {
                int[] owner = (int[]) pool[entry[1]];
                int[] nameAndType = (int[]) pool[entry[2]];
                references.add(pool[owner[1]] + "." + pool[nameAndType[1]] + ":" + pool[nameAndType[2]]);
            }
        }
        return references;
    }
}
