package io.github.mfa4j.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class SvgTest {
    private final Qr qr = Qr.of(Samples.URI);

    @Test
    void aWhiteSquareAndOneBlackPath() throws Exception {
        Element svg = parse(qr.toSvg());
        assertThat(svg.getTagName()).isEqualTo("svg");
        assertThat(svg.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(svg.getAttribute("viewBox")).isEqualTo("0 0 57 57");
        assertThat(svg.getAttribute("width")).isEqualTo("342");
        assertThat(svg.getAttribute("height")).isEqualTo("342");
        assertThat(svg.getAttribute("shape-rendering")).isEqualTo("crispEdges");
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-label")).isEqualTo("QR code");
        NodeList children = svg.getChildNodes();
        assertThat(children.getLength()).isEqualTo(2);
        assertThat(children.item(0).getNodeName()).isEqualTo("rect");
        assertThat(children.item(1).getNodeName()).isEqualTo("path");
    }

    /** So a page with the strictest Content-Security-Policy can show it. */
    @Test
    void nothingButHarmlessAttributes() throws Exception {
        Element svg = parse(qr.toSvg());
        NodeList all = svg.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            NamedNodeMap attributes = all.item(i).getAttributes();
            for (int a = 0; a < attributes.getLength(); a++) {
                assertThat(attributes.item(a).getNodeName()).isIn("width", "height", "fill", "d");
            }
        }
        assertThat(svg.getAttributes().getLength()).isEqualTo(7);
        assertThat(qr.toSvg()).doesNotContain("style", "script", "href", "url(", "<!", "<?", "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Scan me",
                "\"'><script>alert(1)</script>&amp;<!-- ]]>",
                "\u0627\u0645\u0633\u062d \u0627\u0644\u0631\u0645\u0632",
                "Erfasse \u00fcber Gr\u00f6\u00dfe \u00a0\u2028",
                "\uD83D\uDCF1 phone",
                "&#34;",
            })
    void theLabelComesThroughWhole(String label) throws Exception {
        String svg = qr.toSvg(label);
        assertThat(parse(svg).getAttribute("aria-label")).isEqualTo(label);
        assertThat(svg).matches("[ -~]+").doesNotContain("<script");
        assertThat(Pictures.decode(Pictures.enlarge(Pictures.fromSvg(svg), 3))).isEqualTo(Samples.URI);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u2003"})
    void aBlankLabelIsRefused(String label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> qr.toSvg(label))
                .withMessageStartingWith("label is blank: ");
    }

    @ParameterizedTest
    @ValueSource(chars = {0, '\t', '\n', 0x1F, 0x7F, 0x85, 0x9F, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xFFFE, 0xFFFF})
    void whatADocumentCannotHoldIsRefused(char c) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> qr.toSvg("ab" + c + "c"))
                .withMessage("label has a control character, a lone surrogate or a noncharacter at index 2: remove it");
    }

    private static Element parse(String svg) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }
}
