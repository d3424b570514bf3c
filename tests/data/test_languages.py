"""Which documents are not English."""

from __future__ import annotations

import pytest

from data.job.languages import other_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The envoy said that the talks would go on, and that both sides had agreed to meet again.", None),
        ("Also present were Mr Anton Quillane, Mrs Dorea Tesk, Governor Hilde Marrowby, writer Elvin Drave.", None),
        ("Quillane: Fjordland needs ports", None),
        ("12 34 56", None),
        ("Der Gesandte sagte, dass die Gespräche weitergehen und beide Seiten sich wieder treffen.", "German"),
        ("L'envoyé a déclaré que les pourparlers se poursuivraient et que les deux parties se reverraient.", "French"),
        ("El enviado dijo que las conversaciones continuarán y que ambas partes volverán a reunirse.", "Spanish"),
        ("De gezant zei dat hij het niet eens was met de beslissing, die volgens hem had moeten wachten.", "Dutch"),
        ("Udsendingen sagde at regeringen er klar til at forhandle, men at der ikke er grund til hast.", "Danish"),
        ("Посланник заявил, что переговоры продолжатся и что обе стороны снова встретятся.", "Russian"),
        ("Посланець заявив, що переговори триватимуть і що обидві сторони знову зустрінуться.", "Ukrainian"),
        ("使节表示，谈判将继续进行，双方同意再次会面，讨论港口和粮食走廊的问题。", "Chinese"),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert other_language(text) == language


def test_a_passage_in_the_middle_does_not_decide() -> None:
    english = "The envoy said that the talks would go on and that both of them had agreed to this. " * 40
    assert other_language(english + "Die Gespräche gehen weiter. " * 3 + english) is None
