"""Russian words that only sound like a factor, and what unhappy customers really say."""

import pytest

from cxkit.language.ground.document import parse
from cxkit.language.story.frames.factors import read_factors


def factors_of(text: str) -> set[str]:
    return {mention.code for mention in read_factors(parse(text))}


@pytest.mark.parametrize(
    "text",
    [
        # Beginnings took in other words: «пятн*» Friday, «погас*» to repay, «завис*» to depend.
        "В пятницу открылся новый офис.",
        "Клиенты погасили кредит раньше срока.",
        "Всё зависит от погоды.",
        "Помогли сократить расходы на связь.",
        "Клуб провёл соревнования по пляжному футболу.",
        "В нашем филиале прошёл праздник.",
        "Совет банка утвердил, утверждена программа развития.",
        "Крем хорошо снимает отёки, волосы блестят.",
        "Срок годности хороший, до конца следующего года.",
        "Большой выбор холодных закусок и напитков.",
        # A customer's «скоро» is no promise of the provider.
        "Скоро снова придём всей семьёй.",
        "Официанты ненавязчивые и очень приятные.",
        "Обслуживание не навязчивое, всё вовремя.",
        # The provider's own polite request is not work put upon a customer.
        "Уточните, пожалуйста, ваш номер.",
        "Банк отчитался о прибыли за квартал.",
        "Оператор рассказал, как защититься от мошенников.",
    ],
)
def test_words_that_only_sound_like_a_factor_are_none(text: str) -> None:
    assert factors_of(text) == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Заказывала синий чайник, а пришёл красный.", "product_defect"),
        ("Прислали другой размер.", "product_defect"),
        ("Цвет совсем не такой, как на фото, цвет отличается.", "product_defect"),
        ("Банка пришла открытая, половина вытекла.", "product_defect"),
        ("Семена посадили, ничего не взошло.", "product_defect"),
        ("Вчера приложение перестало работать.", "product_defect"),
        ("Бесполезная вещь, деньги на ветер.", "product_defect"),
        ("Заказ отменили в одностороннем порядке.", "broken_promise"),
        ("Так и не получила свою посылку.", "broken_promise"),
        ("Списали деньги с карты без моего согласия.", "billing_error"),
        ("До вас нереально дозвониться!", "hard_to_reach"),
        ("Официантка неприветливая, с кислым лицом.", "disrespect"),
        ("Достали рекламой, шлют спам каждое утро.", "pushy_sales"),
        ("Писала им, ни ответа ни привета.", "no_proactive_update"),
        ("Навязали страховку при оформлении.", "pushy_sales"),
    ],
)
def test_what_customers_say_of_a_fault_is_found(text: str, code: str) -> None:
    assert code in factors_of(text)


@pytest.mark.parametrize(
    "text", ["У него отвратительное настроение", "Уходили с испорченным настроением"]
)
def test_a_mood_is_no_product(text):
    # A bad mood was a defect of what was bought.
    assert not [one for one in read_factors(parse(text)) if one.code == "product_defect"]
