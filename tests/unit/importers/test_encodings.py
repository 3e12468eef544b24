"""Encodings that files had before Unicode, none of which a file names."""

import pytest

from secondstory.importers.legacy import legacy_encoding
from support.imports import read, titles

JAPANESE = "日時,内容,担当者\n2026年5月4日 14時05分,アラートを受信,当番\n2026年5月4日 14時20分,復旧を確認,当番\n"
CHINESE = "时间,事件,负责人\n2026-05-04 14:05,收到告警,值班\n2026-05-04 14:20,确认恢复,值班\n"
TAIWANESE = "時間,事件,負責人\n2026-05-04 14:05,收到警報,值班\n2026-05-04 14:20,確認恢復,值班\n"
KOREAN = "시간,사건,담당자\n2026-05-04 14:05,경보 수신,당직\n2026-05-04 14:20,확인 완료,당직\n"
RUSSIAN = "Время;Событие\n2026-05-04 14:05;Сработал алерт\n2026-05-04 14:20;Восстановлено\n"
POLISH = "Czas;Zdarzenie\n2026-05-04 14:05;Zgłoszono błąd płatności\n2026-05-04 14:20;Przywrócono działanie usługi\n"
GREEK = "Ώρα;Συμβάν\n2026-05-04 14:05;Άρχισε η διακοπή, η φόρμα απέτυχε\n2026-05-04 14:20;Η υπηρεσία λειτουργεί ξανά\n"
HEBREW = "שעה,אירוע\n2026-05-04 14:05,הטופס מחזיר שגיאה\n2026-05-04 14:20,השירות חזר לפעול\n"
ARABIC = "الوقت,الحدث\n2026-05-04 14:05,النموذج يعطي خطأ\n2026-05-04 14:20,عادت الخدمة إلى العمل\n"
THAI = "เวลา,เหตุการณ์\n2026-05-04 14:05,แบบฟอร์มส่งไม่ได้\n2026-05-04 14:20,ระบบกลับมาใช้งานได้แล้ว\n"
TURKISH = (
    "Saat;Olay\n2026-05-04 14:05;Başvuru formu hata vermeye başladı\n2026-05-04 14:20;Eski sürüme dönüldü, İş tamam\n"
)
ICELANDIC = (
    "Tími;Atburður\n2026-05-04 14:05;Þjónustan hætti að svara, það er bilað\n2026-05-04 14:20;Þjónustan komin í lag\n"
)
WESTERN = (
    "Zeit;Ereignis\n2026-05-04 14:05;Störung: Änderung größer, 5 °C\n2026-05-04 14:20;„Übergabe“ – 10 m³ für 5 €\n"
)
SPANISH = "Hora;Evento\n2026-05-04 14:05;¿Qué pasó? ¡Cayó el servicio!\n2026-05-04 14:20;1.º aviso – señal n.º 2\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (TAIWANESE, "big5"),
        (KOREAN, "cp949"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso8859-5"),
        (GREEK, "cp1253"),
        (GREEK, "iso8859-7"),
        (HEBREW, "cp1255"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859-6"),
        (THAI, "cp874"),
        (TURKISH, "cp1254"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
    ],
)
def test_the_encoding_is_told_from_the_text(text: str, encoding: str) -> None:
    assert legacy_encoding(text.encode(encoding)) == encoding
    assert titles(read(text.encode(encoding))) == titles(read(text))


@pytest.mark.parametrize("text", [WESTERN, SPANISH, ICELANDIC])
def test_texts_of_windows_stay_what_they_were(text: str) -> None:
    assert legacy_encoding(text.encode("cp1252")) == ""
    assert titles(read(text.encode("cp1252"))) == titles(read(text))


@pytest.mark.parametrize("text", [JAPANESE, CHINESE, RUSSIAN, GREEK, POLISH])
def test_utf8_with_a_faulty_byte_stays_utf8(text: str) -> None:
    assert legacy_encoding(text.encode() + b"2026-05-04 14:25;\xff\xe4\n") == ""


def test_a_character_that_the_end_cuts_off_does_no_harm() -> None:
    assert legacy_encoding(JAPANESE.encode("cp932")[:-8]) == "cp932"
