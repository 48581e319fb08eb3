"""The words with which people ask not to be recorded, written down or told on.

Mandarin, Wu and English, simplified and traditional. What is asked of somebody now is meant, and
not what is told of old times; where one cannot be told from the other, it counts as asked. Words
that only contain the same signs (分别录音, 别录取, 名医别录) are left alone.
"""

from __future__ import annotations

import re

_TRADITIONAL = re.compile(
    "[別錄寫記講說關機傳給個這話對開發筆攝鏡頭裡裏進還繼續邊訴們為幫嗎許萬準聽曉斷壓]"
)
_SIMPLE = str.maketrans(
    "別錄寫記講說關機傳給個這話對開發筆攝鏡頭裡裏進還繼續邊訴們為幫嗎許萬準聽曉斷壓",
    "别录写记讲说关机传给个这话对开发笔摄镜头里里进还继续边诉们为帮吗许万准听晓断压",
)
_WORD_BEFORE = "特分区级性告识离差鉴类各辨送道惜永国派判甄阔临诀话医《"
"""What makes another word of 别 that follows: 特别, 分别, 告别, 名医别录."""
_BIE = rf"(?<![{_WORD_BEFORE}])(?<!(?<![这那一])个)别(?![的人处家样种])"
_FIRMLY = rf"(?:{_BIE}|(?<!要)不要|莫要?|勿要?|弗要|覅|甭|嫑|休要|不准|不许)"
"""What is said to somebody, and hardly ever told of old times."""
_DO_NOT = rf"(?:{_FIRMLY}|不得|(?<!可)不可以|勿可以|不能|勿能|不好|勿好)"
_IT = r"(?:再|给我|把它?|我|他|她|伊|这|那|个|段|些|句|也|都|就)*"
_NEAR = r"[^，。！？；,.!?;\n]"
_NOT_OTHER = r"(?![取用入])"
"""录取, 录用 and 录入 have nothing to do with recordings."""
_OTHERS = r"(?:别人|人家|外人|旁人|其他人|外头人|大家)"
_DEVICE = r"(?:录音机|录音笔|录音|录像机|录像|摄像机|摄像头|镜头|话筒)(?![厅带店])"
_OFF = r"(?:关掉|关脱|关了|关上|关一下|关一关|停一下|停一停|停掉|停脱|停了|关|停)(?![系于键])"
_INTO = r"(?:进去|上去|下来|出去|出来|[到在]?[书网报纸][上里]|在上面|[到在]里面|上网)"
_TELL = r"(?:讲|说|传|透露|泄露|泄漏)"
_LET_KNOW = r"(?:讲|说|传|提|公开|透露|看|听|晓得|知道)"
_STOP = r'[，。！？；、,.!?;\s“”"]'
_ASKING = "|".join(
    (
        rf"(?:{_DO_NOT}|不用){_IT}录{_NOT_OTHER}",
        r"(?:先|暂时|[这那](?:个|段|些|句)?)(?:就)?不(?:要)?(?:录|写)(?![取用入完])",
        r"(?<!不)(?:能|可以|能不能|可不可以|好不好)不(?:要)?(?:录|写|拍)(?![取用入])",
        rf"{_OFF}(?:你的|侬的|侬格|这个|那个|一下)?{_DEVICE}",
        rf"{_DEVICE}(?:机)?(?:先|给我|你|侬|都|就)*{_OFF}",
        rf"把(?:你的|侬的|这个|那个|这|那)(?:机器|手机)(?:先|给我)*{_OFF}",
        rf"{_FIRMLY}{_IT}拍(?:照|摄|录像|视频|进去|下来|我)",
        rf"{_FIRMLY}{_NEAR}{{0,6}}?(?:写|记|登|印|放){_INTO}",
        rf"[这那][^。！？；!?;\n]{{0,8}}?{_DO_NOT}(?:写|登|印|记)(?![错信字作得过仇恨账帐挂完心性在到])",
        rf"(?:^|(?<={_STOP})){_FIRMLY}写[了啊呀哦噢哈咯]*(?=$|{_STOP})",
        rf"{_DO_NOT}{_NEAR}{{0,6}}?{_TELL}(?:出去|到外[面头]|[给拨把]{_OTHERS})",
        rf"{_FIRMLY}(?:去)?(?:(?:对|往|朝)外[面头]?|[跟同和对给拨]{_OTHERS}){_LET_KNOW}",
        rf"{_DO_NOT}(?:去)?告诉{_OTHERS}",
        rf"(?:外面|外头|出去)(?:就|你|侬)?{_FIRMLY}(?:讲|说|提|传)",
        rf"{_FIRMLY}(?:外传|公开|发表|发布|发出去|发到|发网|发抖音|发朋友圈|上网|见报)",
        rf"[这那]{_NEAR}{{0,6}}?不(?:能|好|可以|宜)(?:公开|外传|发表|对外[讲说])",
        r"(?:替|帮|给|为)(?:我|我们|阿拉|伲|吾|他|她|伊)(?:们|拉)?保密|请(?:你|您|侬|你们|大家)?保密",
        r"[这那](?:个|事|话|件事)?要保密",
        r"只(?:跟|同|和|对|讲给|说给|告诉)(?:你|您|侬|倷)们?(?:一个人)?(?:讲|说|听)",
        r"私(?:下|底下)(?:里)?(?:跟|同|和|对|告诉)(?:你|您|侬|倷)",
        r"[当算]我(?:没有?|勿曾|朆|呒没)(?:说|讲)",
        rf"[这那]一?(?:段|句|节){_NEAR}{{0,6}}?(?:[掐剪删抹][掉脱了]|[划去][掉脱])",
    )
)
_DONT = r"(?:don['’]?t|do not)"
_FILLERS = r"(?:(?:you|please|ever|be|even|go|want|to|let|us|me)\s+){0,4}"
_RECORD = r"(?:recording|record|taping|tape|filming)"
_NO_DISC = r"(?!\s+(?:player|store|shop|company|label))"
_TAPE = r"(?:record(?:er|ing)?|tape(?: recorder)?|taping|camera|mic(?:rophone)?|film(?:ing)?)"
_ASKING_IN_ENGLISH = "|".join(
    (
        r"off[- ]the[- ]record",
        rf"\b(?:{_DONT}|please not|stop|quit|not)\s+{_FILLERS}{_RECORD}\b{_NO_DISC}",
        rf"\b(?:turn|switch|shut)(?:ing)?\s+(?:\w+\s+){{0,3}}?off\s+(?:\w+\s+){{0,2}}?{_TAPE}\b",
        rf"\b(?:turn|switch|shut)(?:ing)?\s+(?:\w+\s+){{0,3}}?{_TAPE}\s+off\b",
        rf"\b(?:stop|pause)\s+(?:the|that|this|your)\s+{_TAPE}\b(?! player)",
        rf"\b{_DONT}\s+(?:write|put|print|publish|quote)\s+(?:this|that|it|me|any of this)\b",
        rf"\b{_DONT}\s+(?:you\s+)?(?:tell|repeat)\s+(?:this|that|it|anyone|anybody)\b",
        r"\b(?:keep|stays?|just)\s+(?:(?:this|that|it)\s+)?between (?:us|you and me|ourselves)\b",
        r"\bnot for (?:publication|the tape|the record)\b",
    )
)
_CHINESE = re.compile(_ASKING)
_CHINESE_HINT = re.compile(
    "[别莫勿弗覅甭嫑休密私掐剪删抹关停]|不[要准许得可能好用录写]|[当算]我|只[跟同和对讲说告]|[划去][掉脱]"
)
_LATIN = re.compile("[A-Za-z]{3}")
_ENGLISH = re.compile(_ASKING_IN_ENGLISH, re.IGNORECASE)
_ENGLISH_HINT = re.compile(
    "record|tap[ei]|film|camera|mic|write|print|publi|quote|tell|repeat|between|put", re.IGNORECASE
)
"""One of these is in all words that ask; looking for them first is five times as fast."""
_AGAIN = re.compile(
    r"(?<!不)(?<!不能)(?:可以|继续|接着|重新|恢复|开始|现在)(?:再|又|接着|继续|开始|重新)*"
    r"(?:录(?![取用入])|写[了吧])"
    r"|(?<![别要勿莫不])录吧|打开录音|录音(?:再|又|重新)*打?开"
    r"|\b(?:recording|taping|record) again\b|\bback on (?:the )?(?:record|tape)\b"
    r"|\b(?:turn|switch)\w* (?:it|the \w+) (?:back )?on\b|\bcan (?:record|tape) (?:now|again)\b",
    re.IGNORECASE,
)


def allows_again(text: str) -> bool:
    """Whether ``text`` says that recording may go on."""
    return bool(_AGAIN.search(text.translate(_SIMPLE)))


def find_off_record(text: str) -> str:
    """The words of ``text`` that ask not to be recorded, written or told on; empty for none."""
    simple = text.translate(_SIMPLE) if _TRADITIONAL.search(text) else text
    match = _CHINESE.search(simple) if _CHINESE_HINT.search(simple) else None
    if match is None and _LATIN.search(simple) and _ENGLISH_HINT.search(simple):
        match = _ENGLISH.search(simple)
    return text[match.start() : match.end()].strip() if match else ""
