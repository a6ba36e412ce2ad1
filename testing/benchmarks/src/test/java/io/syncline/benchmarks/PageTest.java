package io.syncline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void sectionShouldBeAppendedWhenItIsNew() {
        assertThat(Page.replaced("# Page\n", "one", "text\n")).isEqualTo("""
                # Page

                <!-- begin one -->
                text
                <!-- end one -->
                """);
    }

    @Test
    void existingSectionShouldBeReplacedAndTheOthersPreserved() {
        String page = Page.replaced(Page.replaced("# Page\n", "one", "old\n"), "two", "kept\n");

        assertThat(Page.replaced(page, "one", "new\n")).isEqualTo("""
                # Page

                <!-- begin one -->
                new
                <!-- end one -->

                <!-- begin two -->
                kept
                <!-- end two -->
                """);
    }
}
