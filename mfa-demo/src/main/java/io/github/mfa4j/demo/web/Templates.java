package io.github.mfa4j.demo.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** The templates of src/main/jte, which the build made classes of. Each has a frame and a model of its own. */
final class Templates {

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    String render(String template, Frame frame, Object model) {
        StringOutput page = new StringOutput();
        engine.render(template, Map.of("frame", frame, "model", model), page);
        return page.toString();
    }
}
