package io.github.mfa4j.demo;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes broken forms of a good one, the same ones from the same random numbers. */
final class Fuzz {

    /** Nobody may send these to a page and find them in it as they are. */
    static final String TAG = "<script>zq";

    static final String QUOTE = "\"zq'";

    private static final String FORM = "application/x-www-form-urlencoded";

    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/json",
            "multipart/form-data; boundary=zq",
            "application/xml",
            "x",
            ";",
            "application/x-www-form-urlencode",
            "application/x-www-form-urlencoded, text/plain");

    private static final List<String> GOOD_TYPES =
            List.of(FORM, FORM + "; charset=utf-8", FORM + ";charset=\"utf-16\"", "APPLICATION/X-WWW-Form-Urlencoded");

    private static final List<String> VALUES = List.of(
            TAG + "'\"",
            QUOTE + "onfocus='alert(1)",
            TAG + "@example.com",
            QUOTE + "@example.com",
            "${7*7}@if(true)zq@endif!{zq}",
            "{{7*7}} %s%n%1$s",
            "' or 1=1 --",
            "../../etc/passwd",
            "x\r\nSet-Cookie: zq=1\r\n\r\n<script>zq",
            "\u0000",
            "a\u0000b",
            "\u001b[31m\u0007\b\t",
            "\u007f\u0085\u009f",
            "\u202ereversed\u2066",
            "\ufeff\u200b\u2028",
            "\u3164\u115f",
            "\u00a0 \u2003",
            "I\u0307\u0130\u0131\u017f",
            "\uff11\uff12\uff13\uff14\uff15\uff16",
            "\u0661\u0662\u0663\u0664\u0665\u0666",
            "\ud83d\udcf1\ud83d\udd11",
            "\udbff\udffd\ue000\uffff",
            "a\u0301\u0301\u0301",
            "",
            " ",
            "0",
            "-1",
            "366",
            "2147483648",
            "99999999999999999999",
            "1e3",
            "0x10",
            "000000",
            "123456",
            "0000-0000-0000-0000",
            "2026-02-30",
            "0000-01-01",
            "-999999999-01-01",
            "+999999999-12-31",
            "9999-12-31",
            "10000-01-01",
            "yes",
            "no",
            "null",
            "true",
            "[object Object]",
            "0123456789abcdef0123456789abcdef");

    private final Random random;

    Fuzz(Random random) {
        this.random = random;
    }

    /** What is sent, well-formed or not, with one character for each byte. */
    record Request(String contentType, String text) {

        byte[] body() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return contentType + ": " + text.substring(0, Math.min(text.length(), 2_000))
                    + (text.length() > 2_000 ? "... " + text.length() + " bytes" : "");
        }
    }

    Request of(Map<String, String> good) {
        List<String> fields = new ArrayList<>();
        // From a form of which one field is wrong to one of which nothing is left.
        double wrong = pick(List.of(0.0, 0.05, 0.2, 0.5, 1.0));
        good.forEach((name, value) -> {
            boolean token = name.equals("csrf");
            boolean change = random.nextDouble() < (token ? wrong / 8 : wrong);
            fields.add(encode(name) + "=" + (change ? value(value) : encode(value)));
        });
        if (random.nextInt(3) == 0) {
            changeFields(fields);
        }
        byte[] body = String.join("&", fields).getBytes(StandardCharsets.US_ASCII);
        if (random.nextInt(5) == 0) {
            body = damage(body);
        }
        String type = random.nextInt(10) == 0 ? pick(TYPES) : random.nextInt(4) == 0 ? pick(GOOD_TYPES) : FORM;
        return new Request(type, new String(body, StandardCharsets.ISO_8859_1));
    }

    /** Fields of an address; what cannot stand in one is not for a client to send. */
    String query(Map<String, String> good) {
        List<String> fields = new ArrayList<>();
        good.forEach((name, value) -> {
            if (!name.equals("csrf") && random.nextInt(3) == 0) {
                fields.add(encode(name) + "=" + (random.nextBoolean() ? encode(text(value)) : encode(value)));
            }
        });
        fields.add(pick(List.of("x=%ff", "x=%00", "x=%c0%80", "=", "x", "", encode(TAG) + "=1")));
        String query = String.join("&", fields);
        return query.substring(0, Math.min(query.length(), 4_000)).replaceFirst("%[0-9A-Fa-f]?$", "");
    }

    private void changeFields(List<String> fields) {
        int at = random.nextInt(fields.size());
        switch (random.nextInt(6)) {
            case 0 -> fields.remove(at);
            case 1 -> fields.add(fields.get(at));
            case 2 -> fields.add(0, encode(text("x")) + "=" + value("x"));
            case 3 ->
                fields.set(
                        at, value("x") + fields.get(at).substring(fields.get(at).indexOf('=')));
            case 4 -> fields.set(at, fields.get(at).replace("=", pick(List.of("", "==", "&", "%3d", "=&="))));
            default -> fields.subList(at, fields.size()).clear();
        }
    }

    /** As it stands in a form. */
    private String value(String good) {
        String text = text(good);
        return switch (random.nextInt(12)) {
            case 0 -> encode(text, StandardCharsets.ISO_8859_1);
            case 1 -> encode(text, StandardCharsets.UTF_16LE);
            case 2 ->
                encode(text) + pick(List.of("%", "%4", "%zz", "%ff", "%ed%a0%80", "%c0%80", "%f4%90%80%80", "%u0041"));
            default -> encode(text);
        };
    }

    private String text(String good) {
        return switch (random.nextInt(8)) {
            case 0 -> good + pick(VALUES);
            case 1 -> pick(VALUES) + good;
            case 2 -> anything(1 + random.nextInt(60));
            case 3 -> pick(VALUES).repeat(1 + random.nextInt(random.nextInt(8) == 0 ? 4_000 : 40));
            default -> pick(VALUES);
        };
    }

    private String anything(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int limit = pick(List.of(0x20, 0x80, 0x800, 0xD800, 0x110000));
            int c = random.nextInt(limit);
            text.appendCodePoint(c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
        }
        return text.toString();
    }

    private byte[] damage(byte[] body) {
        byte[] noise = new byte[1 + random.nextInt(8)];
        random.nextBytes(noise);
        int at = random.nextInt(body.length + 1);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(body, at);
            case 1 -> join(Arrays.copyOf(body, at), noise, Arrays.copyOfRange(body, at, body.length));
            case 2 -> join(body, "&x=".getBytes(StandardCharsets.US_ASCII), new byte[random.nextInt(200_000)]);
            case 3 -> noise;
            case 4 -> join(body, "&".repeat(random.nextInt(30)).getBytes(StandardCharsets.US_ASCII));
            default -> join(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, body);
        };
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String encode(String text) {
        return encode(text, StandardCharsets.UTF_8);
    }

    private static String encode(String text, Charset charset) {
        return URLEncoder.encode(text, charset);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
