package io.syncline.core.adapter.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEstimateTest {

    /** The expected counts are those of a public tokenizer with a vocabulary of 100,000 tokens. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "46 | The annual report of the steel works was sent to all shareholders on the third of March, together with"
                        + " an invitation to the general meeting and a form for those who cannot come. Nobody expected the"
                        + " weather to change so quickly after lunch.",
                "55 | Die Rechnung der Gesellschaft für Maschinenbau ist seit drei Wochen überfällig; bitte prüfen Sie die"
                        + " Zahlungsbedingungen und benachrichtigen Sie den zuständigen Sachbearbeiter in der"
                        + " Buchhaltungsabteilung.",
                "65 | Makine mühendisliği şirketinin faturası üç haftadır gecikmiş durumda; lütfen ödeme koşullarını"
                        + " kontrol edip muhasebe bölümündeki yetkili kişiye haber veriniz.",
                "65 | Счёт машиностроительной компании просрочен на три недели; пожалуйста, проверьте условия оплаты и"
                        + " сообщите ответственному сотруднику бухгалтерии.",
                "47 | 机械工程公司的发票已逾期三周，请核对付款条件并通知会计部门的负责人。深圳市南山区科技园",
                "53 | 기계 공학 회사의 송장이 3주 연체되었습니다. 결제 조건을 확인하고 회계 부서 담당자에게 알려 주십시오.",
                "51 | ABC-XQZ9911/KLMQ-PWZXT FURN_8220 E-COM07 SKU#QWXZ-7712-PLMK GTIN 04006381333931 IBAN"
                        + " DE89370400440532013000",
            })
    void estimateShouldBeCloseToTheCountOfATokenizer(int counted, String text) {
        assertThat((double) TokenEstimate.of(text) / counted).isBetween(0.95, 1.65);
    }

    @Test
    void digitShouldCountAsOneToken() {
        assertThat(TokenEstimate.of("2024033112224112")).isEqualTo(16);
    }

    @Test
    void blankTextShouldCountAsZero() {
        assertThat(TokenEstimate.of("")).isZero();
        assertThat(TokenEstimate.of("   ")).isZero();
        assertThat(TokenEstimate.of("x")).isEqualTo(1);
    }

    @Test
    void estimateShouldNotDecreaseWhenTextIsAppended() {
        StringBuilder text = new StringBuilder();
        int before = 0;
        for (int i = 0; i < 2_000; i++) {
            text.appendCodePoint(0x20 + i * 37);
            int now = TokenEstimate.of(text.toString());
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }

    @Test
    void loneSurrogateShouldCount() {
        assertThat(TokenEstimate.of("\ud83d")).isPositive();
    }
}
