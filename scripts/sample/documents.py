"""Documents: books, deed, rubbing, rules, notice, letter, work points, roll and ferry board."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ink import Block, Cut, ink
from lettering import (
    BOARD,
    BRUSH,
    CARVED,
    MIMEO,
    PEN,
    PRINT,
    Hand,
    write_across,
    write_down,
)
from pictures import picture
from press import PAPER
from sheet import Sheet

__all__: list[str] = []

_XUAN = replace(PAPER, paper=(233, 222, 196))
_LEDGER = replace(PAPER, paper=(239, 231, 212))
_LINED = replace(PAPER, paper=(242, 238, 226), rough=0.8)
_RUBBING = replace(PAPER, paper=(240, 236, 226), rough=2.2)
_WALL = replace(PAPER, paper=(240, 237, 228), wash=0.9, line=0.4)
_RED = ink(0.42, Cut.FLAT, Block.SEAL)


def _age(sheet: Sheet, *, spots: int = 26, tide: bool = True) -> None:
    """Browned edges, foxing and one tide mark of damp."""
    rng, w, h = sheet.rng, sheet.width, sheet.height
    warm = Block.WARM
    sheet.ground = ink(1, Cut.FLAT, warm)
    for turn in (0, 90, 180, 270):
        sheet.rect(
            0, 0, w, h, sheet.veil(0.5, [(0, 0.42), (0.05, 0.16), (0.16, 0)], turn=turn, block=warm)
        )
    with sheet.soft(9):
        for _ in range(spots):
            size = rng.uniform(3, 16)
            sheet.oval(
                (rng.uniform(0, w), rng.uniform(0, h)),
                size,
                size,
                ink(rng.uniform(0.66, 0.86), Cut.FLAT, warm),
            )
    if tide:
        x, y = rng.choice((0.04, 0.94)) * w, rng.choice((0.06, 0.95)) * h
        with sheet.placed(0, 0, opacity=0.3), sheet.soft(5):
            points = [
                (
                    x + w * 0.27 * rng.uniform(0.7, 1.1) * dx,
                    y + h * 0.2 * rng.uniform(0.7, 1.1) * dy,
                )
                for dx, dy in (
                    (-1, 0),
                    (-0.7, -0.7),
                    (0, -1),
                    (0.7, -0.7),
                    (1, 0),
                    (0.7, 0.7),
                    (0, 1),
                    (-0.7, 0.7),
                )
            ]
            sheet.blob(points, ink(0.9, Cut.FLAT, warm), pen=7, tone=ink(0.74, Cut.FLAT, warm))


def _folds(sheet: Sheet, across: tuple[float, ...] = (), down: tuple[float, ...] = ()) -> None:
    w, h = sheet.width, sheet.height
    for part in across:
        sheet.straight([(0, h * part), (w, h * part + 3)], 2.5, ink(0.78, Cut.FLAT, Block.WARM))
        sheet.straight([(0, h * part + 4), (w, h * part + 7)], 3, ink(1))
    for part in down:
        sheet.straight([(w * part, 0), (w * part + 2, h)], 2.5, ink(0.78, Cut.FLAT, Block.WARM))


def _seal(sheet: Sheet, x: float, y: float, size: float) -> None:
    """A seal of meaningless carved meanders."""
    sheet.rect(x, y, size, size, ink(0.12, Cut.FLAT, Block.SEAL))
    step = size / 9
    light = ink(0.97)
    for column in (0, 1):
        for row in (0, 1):
            ox, oy = x + step * (1 + column * 4), y + step * (1 + row * 4)
            sheet.straight(
                [
                    (ox, oy),
                    (ox + step * 3, oy),
                    (ox + step * 3, oy + step * 3),
                    (ox + step, oy + step * 3),
                    (ox + step, oy + step * 1.6),
                ],
                step * 0.55,
                light,
            )
            sheet.straight([(ox, oy + step), (ox, oy + step * 3)], step * 0.55, light)


def _thumb(sheet: Sheet, x: float, y: float) -> None:
    for ring in range(8):
        size = 6 + ring * 7
        for start in (0, 170):
            sheet.oval(
                (x + sheet.rng.uniform(-2, 2), y - ring * 1.2),
                size * 0.72,
                size,
                pen=3.1,
                tone=ink(0.3 + 0.05 * (start > 0), Cut.FLAT, Block.SEAL),
                turn=12,
            )


def _columns(
    sheet: Sheet, lines: list[str], *, right: float, top: float, gap: float, size: float, hand: Hand
) -> None:
    for index, words in enumerate(lines):
        write_down(sheet, words, right - gap * index, top, size, hand)


def _block_page(sheet: Sheet, lines: list[str], title: bool) -> None:
    """A leaf of a woodblock book: double frame, ruled columns, fish tail at the fold."""
    w, h = sheet.width, sheet.height
    _age(sheet)
    sheet.rect(90, 130, w - 180, h - 240, "none", pen=9)
    sheet.rect(106, 146, w - 212, h - 272, "none", pen=2.5)
    count = 9
    wide = (w - 212) / count
    for index in range(1, count):
        x = 106 + wide * index
        sheet.straight([(x, 146), (x, h - 126)], 2.2, ink(0.15))
    for y, flip in ((h * 0.3, 1), (h * 0.66, -1)):
        sheet.poly(
            [(92, y), (128, y), (128, y + 46 * flip), (110, y + 24 * flip), (92, y + 46 * flip)],
            ink(0.04),
        )
    column = 0
    for index, words in enumerate(lines):
        head = title and index == 0
        for piece in words.split("　"):
            size = wide * (0.62 if head else 0.56)
            write_down(
                sheet,
                piece,
                w - 106 - wide * (column + 0.5),
                210 + (0 if head else wide * 0.5),
                size,
                CARVED,
                step=1.12,
            )
            column += 1
    with sheet.soft(2):
        for _ in range(5):
            x, y = sheet.rng.uniform(120, w - 120), sheet.rng.uniform(200, h - 200)
            sheet.line(
                [(x, y), (x + 14, y + 24), (x + 4, y + 60)], 5, ink(0.8, Cut.FLAT, Block.WARM)
            )


@picture("documents/shen-zupu-xu-1", 1130, 1600, _XUAN, weight=64)
def _genealogy_1(sheet: Sheet) -> None:
    _block_page(
        sheet,
        [
            "菱漊沈氏家譜序",
            "水之小者曰漊　漊之曲者宜菱",
            "吾族始遷祖樸齋公　以一舟一妻一鋤來居",
            "結草為廬　壘泥為岸　三世而有屋　五世而有橋",
        ][:4],
        True,
    )


@picture("documents/shen-zupu-xu-2", 1130, 1600, _XUAN, weight=64)
def _genealogy_2(sheet: Sheet) -> None:
    _block_page(
        sheet,
        [
            "凡我子孫　毋塞水口　毋伐橋頭之櫸",
            "井為一村之眼　汲者不得閉其門",
            "譜缺則問老者　老者亡則問水",
            "民國十三年歲次甲子裔孫守約謹序",
        ],
        False,
    )
    _seal(sheet, 140, 1330, 70)


def _ledger(sheet: Sheet, lines: list[str]) -> None:
    w, h = sheet.width, sheet.height
    _age(sheet)
    sheet.shape(f"M80 150H{w - 80}V{h - 110}H80Z", pen=6, tone=_RED)
    count = 7
    wide = (w - 160) / count
    for index in range(1, count):
        x = 80 + wide * index
        sheet.straight([(x, 150), (x, h - 110)], 2.4, ink(0.5, Cut.FLAT, Block.SEAL))
    sheet.straight([(80, 330), (w - 80, 330)], 2.4, ink(0.5, Cut.FLAT, Block.SEAL))
    for index, words in enumerate(lines):
        hand = BRUSH if index % 3 else replace(BRUSH, tone=0.1)
        if index >= 4:
            hand = replace(PEN, swell=0.9)
        x = w - 80 - wide * (index + 0.5)
        size = min(wide * 0.5, (h - 330) / (len(words) * 1.1))
        write_down(sheet, words, x, 150 + size * 0.85, size, hand)
    sheet.oval((w * 0.12, h - 170), 30, 30, pen=4, tone=ink(0.5, Cut.FLAT, Block.SEAL))


@picture("documents/shuiche-zhangben-1", 1100, 1600, _LEDGER, weight=60)
def _ledger_1(sheet: Sheet) -> None:
    w, h = sheet.width, sheet.height
    sheet.rect(0, 0, w, h, ink(0.62, Cut.FLAT, Block.INDIGO))
    for _ in range(420):
        x, y = sheet.rng.uniform(0, w), sheet.rng.uniform(0, h)
        sheet.straight(
            [(x, y), (x + sheet.rng.uniform(-30, 30), y + sheet.rng.uniform(-8, 8))],
            1.4,
            ink(sheet.rng.uniform(0.55, 0.75), Cut.FLAT, Block.INDIGO),
        )
    for index in range(5):
        y = 170 + index * 315
        sheet.straight([(w - 70, y), (w, y)], 5, ink(0.95))
        sheet.straight([(w - 70, y), (w - 70, y + 315)], 5, ink(0.95))
    sheet.rect(190, 190, 560, 1080, ink(0.98), pen=3)
    sheet.rect(206, 206, 528, 1048, "none", pen=5)
    write_down(sheet, "菱溇初级社", 640, 300, 76, BRUSH, step=1.2)
    write_down(sheet, "车盘用账", 455, 420, 150, BRUSH, step=1.22)
    write_down(sheet, "一九五五年起", 285, 560, 66, BRUSH, step=1.25)
    _age(sheet, spots=14)


@picture("documents/shuiche-zhangben-2", 1100, 1600, _LEDGER, weight=60)
def _ledger_2(sheet: Sheet) -> None:
    _ledger(
        sheet,
        [
            "三月初六　杉木四根　付洋二十八元",
            "三月十一　榆木板六十块　付洋十九元二角",
            "三月十二　姚福林木工十九工　记工",
            "四月初二　桐油十五斤　付洋七元五角",
            "四月十八　试车　买肉三斤　付洋一元九角",
        ],
    )


@picture("documents/shuiche-zhangben-3", 1100, 1600, _LEDGER, weight=60)
def _ledger_3(sheet: Sheet) -> None:
    _ledger(
        sheet,
        [
            "一九五六年",
            "换龙骨板十一块　姚福林二工",
            "牛绳一副　付洋六角",
            "一九五七年",
            "车盘歇　牛病",
        ],
    )


@picture("documents/shuiche-zhangben-4", 1100, 1600, _LEDGER, weight=60)
def _ledger_4(sheet: Sheet) -> None:
    _ledger(
        sheet,
        [
            "一九五八年",
            "九月初九　毛竹四十支　社内自有",
            "九月十二　稻草八百斤　记工",
            "九月十三　盖车棚　工二十二　吃饭二十二客",
            "九月廿日　新换大轴一根　木工七工",
        ],
    )


@picture("documents/xiujing-bei-1", 1100, 1600, _RUBBING, weight=90)
def _rubbing(sheet: Sheet) -> None:
    w, h = sheet.width, sheet.height
    rng = sheet.rng
    edge = [
        (90, 120),
        (w * 0.3, 96),
        (w * 0.7, 118),
        (w - 80, 100),
        (w - 96, h * 0.4),
        (w - 74, h * 0.8),
        (w - 100, h - 90),
        (w * 0.5, h - 110),
        (100, h - 84),
        (76, h * 0.6),
        (96, h * 0.3),
    ]
    sheet.blob(edge, ink(0.1))
    for _ in range(900):
        x, y = rng.uniform(90, w - 90), rng.uniform(110, h - 100)
        size = rng.uniform(3, 30)
        sheet.oval(
            (x, y),
            size,
            size * rng.uniform(0.4, 1),
            ink(rng.uniform(0.04, 0.3)),
            turn=rng.uniform(0, 90),
        )
    for _ in range(150):
        x, y = rng.uniform(90, w - 90), rng.uniform(110, h - 100)
        sheet.oval((x, y), rng.uniform(1, 5), rng.uniform(1, 4), ink(rng.uniform(0.5, 0.9)))
    hand = replace(BOARD, stray=1.6, family=CARVED.family, weight=700, swell=0.0)
    lines = [
        "重修□眼井記",
        "光緒十九年大旱井獨不涸",
        "眾議淘之得淤泥四十擔",
        "古錢七瓦罐一",
        "乃易其欄□其口以便兩岸汲者",
        "捐錢人沈□錢福記姚大俞石作",
    ]
    for index, words in enumerate(lines):
        size = 96 if index == 0 else 80
        write_down(
            sheet,
            words.replace("□", " "),
            w - 180 - index * 148,
            220 + (0 if index == 0 else 40),
            size,
            hand,
            step=1.14,
        )
        for row, sign in enumerate(words):
            if sign == "□":
                _broken(
                    sheet,
                    w - 180 - index * 148,
                    220 + (0 if index == 0 else 40) + row * size * 1.14,
                    size,
                )
    sheet.line(
        [(w * 0.1, h * 0.72), (w * 0.3, h * 0.68), (w * 0.46, h * 0.75), (w * 0.62, h * 0.9)],
        7,
        ink(0.9),
    )


def _broken(sheet: Sheet, x: float, y: float, size: float) -> None:
    rng = sheet.rng
    for _ in range(9):
        px, py = x + rng.gauss(0, size * 0.22), y + rng.gauss(0, size * 0.24)
        wide = rng.uniform(0.12, 0.34) * size
        sheet.blob(
            [
                (px - wide, py),
                (px, py - wide * 0.7),
                (px + wide, py + wide * 0.2),
                (px, py + wide * 0.8),
            ],
            ink(rng.uniform(0.75, 0.97)),
        )


@picture("documents/tianqi-1936-1", 1200, 1600, _XUAN, weight=64)
def _deed(sheet: Sheet) -> None:
    _age(sheet)
    _folds(sheet, across=(0.34, 0.67), down=(0.5,))
    lines = [
        "立賣田契人陸阿和",
        "今將南蕩邊水田一畝三分",
        "　情願賣與本村錢姓為業",
        "三面議定　時值價洋四十二元正",
        "自賣之後　任憑管業",
        "　惟田角小塢一個　仍許陸姓放鴨",
        "恐後無憑　立此賣契存照",
        "民國二十五年三月　日　立",
        "　　　　代筆沈守約",
    ]
    _columns(
        sheet,
        lines,
        right=1090,
        top=190,
        gap=122,
        size=72,
        hand=replace(BRUSH, family=BOARD.family),
    )
    _thumb(sheet, 1090, 950)
    _seal(sheet, 200, 1180, 64)


def _mimeo(sheet: Sheet, title: list[str], lines: list[str]) -> None:
    _age(sheet, tide=False)
    _folds(sheet, across=(0.5,))
    y = 190.0
    for index, words in enumerate(title):
        size = 92 if index == 0 else 48
        write_across(sheet, words, (sheet.width - len(words) * size * 1.06) / 2, y, size, MIMEO)
        y += size * 1.6
    y += 40
    for words in lines:
        y = write_across(sheet, words, 110, y, 60, MIMEO, columns=14) + 126
    for _ in range(40):
        x, y = sheet.rng.uniform(0, sheet.width), sheet.rng.uniform(0, sheet.height)
        sheet.oval((x, y), 2, 2, ink(0.4, Cut.FLAT, Block.INDIGO))


@picture("documents/guiyue-1984-1", 1130, 1600, _LEDGER, weight=60)
def _rules_1(sheet: Sheet) -> None:
    _mimeo(
        sheet,
        ["菱溇村村规民约", "一九八四年一月　社员大会通过"],
        [
            "一、不准在井台洗马桶、杀鱼。",
            "二、不准炸鱼、电鱼。菱塘里的菱，开塘以前谁也不准先采。",
            "三、鸭子过河要有人跟。吃了别人家的秧，赔秧，也赔一句好话。",
            "四、夜里摇船过村，橹要放轻。",
        ],
    )


@picture("documents/guiyue-1984-2", 1130, 1600, _LEDGER, weight=60)
def _rules_2(sheet: Sheet) -> None:
    _mimeo(
        sheet,
        [],
        [
            "五、桥上不准堆柴。桥栏杆不准拴牛。",
            "六、哪家有丧事，三天里左右邻舍不放炮仗、不开大喇叭。",
            "七、吵相骂不骂祖宗。",
            "八、本约贴在茶馆和代销店。看不懂的，请朱老师读。",
        ],
    )


@picture("documents/gonggao-2009-1", 1200, 1600, _WALL, weight=90)
def _notice(sheet: Sheet) -> None:
    rng = sheet.rng
    sheet.ground = ink(1, Cut.FLAT, Block.WARM)
    row, y = 0, -20.0
    while y < sheet.height:
        x = -140.0 + (row % 2) * 90
        while x < sheet.width:
            sheet.rect(x, y, 172, 62, ink(rng.uniform(0.55, 0.74), Cut.STIPPLE), pen=3)
            x += 180
        y, row = y + 70, row + 1
    page = [
        (118, 130),
        (640, 116),
        (1090, 136),
        (1082, 700),
        (1096, 1200),
        (1060, 1478),
        (980, 1440),
        (560, 1470),
        (124, 1456),
        (112, 800),
    ]
    sheet.poly([(px + 12, py + 14) for px, py in page], ink(0.25))
    sheet.poly(page, ink(0.985, Cut.FLAT, Block.WARM), pen=2)
    write_across(sheet, "公　告", 440, 270, 108, PRINT)
    y = 440.0
    for index, words in enumerate(
        [
            "菱溇村各户：",
            "　　因水库和公路工程建设，本村房屋自二〇〇九年三月起分批搬迁。",
            "　　各户请在三月底前到大场办公室核对房屋面积和人口。",
            "　　祖坟、家谱、碑石等需要搬迁或移交的，请一并登记。",
            "　　有事请到茶馆东间询问。",
        ]
    ):
        y = write_across(sheet, words, 190, y, 53, PRINT, columns=15, lead=1.55) + (
            96 if index else 100
        )
    write_across(sheet, "二〇〇九年二月十六日", 480, y + 50, 50, PRINT)
    with sheet.placed(0, 0, opacity=0.4), sheet.soft(8):
        sheet.leaf((300, 140), (330, 1300), 26, ink(0.9, Cut.FLAT, Block.WARM))
        sheet.leaf((860, 140), (850, 1100), 18, ink(0.9, Cut.FLAT, Block.WARM))
    sheet.blob(
        [(1096, 1200), (1060, 1478), (960, 1436), (1000, 1380), (1050, 1300)], ink(0.86), pen=3
    )


def _letter(sheet: Sheet, lines: list[str], right: tuple[int, ...] = ()) -> None:
    y: float
    _age(sheet, spots=14)
    _folds(sheet, across=(0.33, 0.66))
    for row in range(16):
        y = 200 + row * 86
        sheet.straight([(80, y), (sheet.width - 80, y)], 2.2, ink(0.6, Cut.FLAT, Block.SEAL))
    row = 0
    for index, words in enumerate(lines):
        y = 156 + row * 86.0
        x = sheet.width - 130 - len(words) * 65 if index in right else 100
        low = write_across(
            sheet, words, x, y, 61, PEN, columns=0 if index in right else 14, lead=86 / 61
        )
        row += round((low - y) / 86) + 1


@picture("documents/jiaxin-1962-1", 1100, 1600, _LINED, weight=60)
def _letter_1(sheet: Sheet) -> None:
    _letter(
        sheet,
        [
            "阿妹妹妹：",
            (
                "　　来信收到。寄来的菱干也收到，一路上发了点潮，我摊在窗台上晒，"
                "隔壁小囡来问是什么，我说是牛角，她不信，咬了一口，就信了。"
            ),
            "　　你信里说弟妹们都好，金海会数鸭子了，数到七就回头，我看信笑了半天。",
        ],
    )


@picture("documents/jiaxin-1962-2", 1100, 1600, _LINED, weight=60)
def _letter_2(sheet: Sheet) -> None:
    _letter(
        sheet,
        [
            "　　厂里三班倒，我做夜班，下班天刚亮，听见卖豆浆的敲碗，总当是家里的橹响。",
            "　　寄上布票三尺，线两支。给姆妈做双棉鞋，鞋底纳厚些，河埠石头冷。",
            "姐　阿珍",
            "一九六二年十一月二十日",
        ],
        right=(2, 3),
    )


def _table(
    sheet: Sheet, rows: list[list[str]], widths: list[float], top: float, height: float
) -> None:
    left = 90.0
    total = sum(widths)
    scale = (sheet.width - 180) / total
    blue = ink(0.45, Cut.FLAT, Block.INDIGO)
    for index in range(len(rows) + 1):
        sheet.straight(
            [(left, top + height * index), (sheet.width - 90, top + height * index)], 2.6, blue
        )
    x = left
    for column, wide in enumerate([*widths, 0]):
        sheet.straight([(x, top), (x, top + height * len(rows))], 2.6, blue)
        for row, cells in enumerate(rows):
            if column < len(cells) and cells[column]:
                words = cells[column]
                size = min(46.0, wide * scale / (len(words) * 1.08))
                write_across(
                    sheet,
                    words,
                    x + 12,
                    top + height * (row + 0.5),
                    size,
                    replace(PRINT, tone=0.3, block=Block.INDIGO) if row == 0 else PEN,
                )
        x += wide * scale


@picture("documents/gongfen-1972-1", 1130, 1600, replace(_LEDGER, paper=(222, 206, 172)), weight=60)
def _points_1(sheet: Sheet) -> None:
    w = sheet.width
    sheet.rect(70, 70, w - 140, 1460, "none", pen=5)
    sheet.rect(86, 86, w - 172, 1428, "none", pen=2)
    write_across(sheet, "菱溇大队第三生产队", 205, 330, 76, PRINT)
    write_across(sheet, "工分簿", 320, 640, 150, PRINT, step=1.12)
    write_across(sheet, "一九七二年", 390, 1180, 68, BRUSH)
    sheet.straight([(300, 1240), (830, 1240)], 3)
    for index in range(3):
        x = 565 + (index - 1) * 120
        for leaf in (-1, 1):
            sheet.leaf((x, 960), (x + leaf * 60, 870), 14, ink(0.1))
        sheet.line([(x, 1010), (x, 930), (x + 8, 860)], 5)
        sheet.leaf((x + 8, 860), (x + 34, 930), 12, ink(0.1))
    _age(sheet)
    sheet.oval((880, 1360), 74, 74, pen=9, tone=ink(0.6, Cut.FLAT, Block.WARM))


@picture("documents/gongfen-1972-2", 1130, 1600, _LEDGER, weight=60)
def _points_2(sheet: Sheet) -> None:
    _age(sheet)
    rows = [
        ["日期", "农活", "工", "分"],
        ["五月二日", "车水（机埠看水）", "一工", "10"],
        ["五月三日", "罱河泥", "一工", "12"],
        ["五月四日", "落雨　修匾", "半工", "4"],
        ["五月五日", "采桑叶", "一工", "8"],
        [],
        [],
        [],
    ]
    _table(sheet, rows, [2.2, 4.4, 1.6, 1.2], 200, 150)


@picture("documents/gongfen-1972-3", 1130, 1600, _LEDGER, weight=60)
def _points_3(sheet: Sheet) -> None:
    _age(sheet)
    rows = [
        ["日期", "农活", "工", "分"],
        ["五月六日", "采桑叶", "一工", "8"],
        ["五月七日", "上簇　夜工", "一工半", "12"],
        ["五月八日", "歇　吃喜酒", "无", "0"],
        [],
        [],
        ["合计", "", "", "54分"],
        [],
    ]
    _table(sheet, rows, [2.2, 4.4, 1.6, 1.6], 200, 150)
    _seal(sheet, 820, 1440, 56)


@picture("documents/dianming-1965-1", 1200, 1600, _LINED, weight=60)
def _roll(sheet: Sheet) -> None:
    rng = sheet.rng
    _age(sheet)
    write_across(sheet, "菱溇小学", 440, 150, 76, BRUSH)
    write_across(sheet, "三年级点名册", 400, 250, 62, PEN)
    write_across(sheet, "一九六五年春季", 440, 340, 44, PEN)
    left, top, step = 100.0, 410.0, 88.0
    blue = ink(0.5, Cut.FLAT, Block.INDIGO)
    edges = [left, left + 90, left + 330] + [left + 330 + 84 * k for k in range(1, 9)]
    for row in range(13):
        sheet.straight([(left, top + step * row), (edges[-1], top + step * row)], 2.4, blue)
    for x in edges:
        sheet.straight([(x, top), (x, top + step * 12)], 2.4, blue)
    for row in range(12):
        y = top + step * (row + 0.5)
        for index, sign in enumerate(str(row + 1)):
            write_across(sheet, sign, left + 24 + index * 26, y, 42, PEN)
        for stroke in range(3):
            x = left + 120 + stroke * 66
            sheet.line(
                [
                    (x, y + rng.uniform(-8, 8)),
                    (x + 20, y + rng.uniform(-14, 14)),
                    (x + 44, y + rng.uniform(-8, 8)),
                ],
                12,
                ink(0.3, Cut.FLAT, Block.INDIGO),
            )
        for column in range(8):
            x = edges[2 + column] + 40
            if rng.random() < 0.86:
                sheet.straight(
                    [(x - 14, y), (x - 4, y + 14), (x + 18, y - 18)],
                    4.4,
                    ink(0.2, Cut.FLAT, Block.INDIGO),
                )
            else:
                sheet.oval((x, y), 14, 14, pen=4, tone=ink(0.3, Cut.FLAT, Block.SEAL))


@picture(
    "documents/duban-1953-1",
    1200,
    1600,
    replace(PAPER, paper=(238, 233, 220), rough=1.6),
    weight=90,
)
def _board(sheet: Sheet) -> None:
    w, h, rng = sheet.width, sheet.height, sheet.rng
    with sheet.soft(16):
        sheet.rect(112, 120, w - 200, h - 200, ink(0.6))
    sheet.rect(90, 90, w - 180, h - 180, ink(0.1), pen=4)
    for index in range(1, 4):
        x = 90 + (w - 180) * index / 4
        sheet.line([(x, 90), (x + rng.uniform(-4, 4), h / 2), (x, h - 90)], 4, ink(0.0))
        sheet.line([(x + 5, 90), (x + 5, h / 2), (x + 5, h - 90)], 2, ink(0.35))
    for _ in range(210):
        x, y = rng.uniform(95, w - 95), rng.uniform(95, h - 95)
        sheet.leaf(
            (x, y),
            (x + rng.uniform(-4, 4), y + rng.uniform(30, 260)),
            rng.uniform(0.6, 2.4),
            ink(rng.uniform(0.16, 0.36), Cut.FLAT, Block.WARM),
        )
    lines = [
        "南蕩渡",
        "本村人不收錢　外村人收一分",
        "擔子一分　豬一隻兩分　新娘子隨意",
        "三級風不開　雷雨不開",
        "老師學生郎中　隨叫隨渡",
    ]
    write_down(sheet, lines[0], w - 230, 260, 150, BOARD, step=1.15)
    for index, words in enumerate(lines[1:]):
        write_down(sheet, words, w - 420 - index * 168, 220, 74, BOARD, step=1.1)
    _wear(sheet, lambda: (rng.uniform(95, w - 95), rng.uniform(95, h - 95)))
    for x in (170, w - 170):
        sheet.oval((x, 140), 13, 13, ink(0.5, Cut.FLAT, Block.WARM), pen=4)


def _wear(sheet: Sheet, place: Callable[[], tuple[float, float]]) -> None:
    for _ in range(130):
        x, y = place()
        sheet.leaf(
            (x, y),
            (x + sheet.rng.uniform(-3, 3), y + sheet.rng.uniform(8, 70)),
            sheet.rng.uniform(1, 4),
            ink(0.12),
        )
