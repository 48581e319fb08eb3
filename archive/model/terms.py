"""Controlled terms: the values a field may take, with their names in three languages.

Chinese names follow the field's standards (DA/T 59, DA/T 50, DA/T 63, WW/T 0017). A worker may
write either the English value or the Chinese name; both mean the same term.
"""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A controlled term. Its value is what is stored; ``zh``, ``hant`` and ``en`` are its names."""

    zh: str
    hant: str
    en: str

    def __new__(cls, value: str, zh: str, hant: str, en: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh, member.hant, member.en = zh, hant, en
        return member

    def name_in(self, language: str) -> str:
        """Its name in ``zh-Hans``, ``zh-Hant`` or ``en``."""
        return {"zh-Hans": self.zh, "zh-Hant": self.hant}.get(language, self.en)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The term written as its value or as one of its names; ValueError when there is none."""
        wanted = text.strip()
        for member in cls:
            if wanted in (member.value, member.zh, member.hant, member.en):
                return member
        raise ValueError(wanted)


class Access(Term):
    """开放等级: how far a record is open, before consent is asked."""

    OPEN = "open", "开放", "開放", "open"
    LISTED = "listed", "仅列目", "僅列目", "title only"
    CLOSED = "closed", "不开放", "不開放", "closed"


class Channel(Term):
    """Where a build goes."""

    WEB = "web", "网站", "網站", "website"
    KIOSK = "kiosk", "馆内屏", "館內屏", "museum screen"
    PRINT = "print", "印刷", "印刷", "print"
    DEPOSIT = "deposit", "移交档案馆", "移交檔案館", "deposit"


class Use(Term):
    """What a person may allow, each asked for by itself."""

    ARCHIVE = "archive", "存档", "存檔", "keeping"
    MUSEUM_SCREEN = "museum_screen", "馆内屏", "館內屏", "museum screen"
    WEB = "web", "网站", "網站", "website"
    WECHAT = "wechat", "微信", "微信", "WeChat"
    PRINT = "print", "印刷", "印刷", "print"
    EDUCATION = "education", "教学研究", "教學研究", "teaching and research"
    DEPOSIT = "deposit", "移交档案馆", "移交檔案館", "deposit in an archive"
    AI = "ai", "AI处理", "AI處理", "processing by AI"


class Subject(Term):
    """What of a person a consent is about."""

    VOICE = "voice", "声音", "聲音", "voice"
    PORTRAIT = "portrait", "肖像", "肖像", "portrait"
    NAME = "name", "姓名", "姓名", "name"
    TEXT = "text", "文字", "文字", "words"
    OBJECT = "object", "实物照片", "實物照片", "pictures of things"


class Answer(Term):
    """What was answered to one use."""

    GIVEN = "given", "同意", "同意", "given"
    LIMITED = "limited", "有限同意", "有限同意", "limited"
    REFUSED = "refused", "不同意", "不同意", "refused"


class Capacity(Term):
    """As what a person signs."""

    SELF = "self", "本人", "本人", "in person"
    GUARDIAN = "guardian", "监护人", "監護人", "guardian"
    KIN = "kin", "近亲属", "近親屬", "next of kin"
    COPYRIGHT = "copyright", "著作权人", "著作權人", "copyright holder"


class NameKind(Term):
    """署名方式: what the public name is."""

    REAL = "real", "真名", "真名", "real name"
    PSEUDONYM = "pseudonym", "化名", "化名", "pseudonym"
    ANONYMOUS = "anonymous", "匿名", "匿名", "anonymous"


class AliasKind(Term):
    """What sort of other name it is."""

    SCHOOL = "school", "学名", "學名", "school name"
    MILK = "milk", "小名", "小名", "childhood name"
    NICKNAME = "nickname", "绰号", "綽號", "nickname"
    RANK = "rank", "排行", "排行", "rank among siblings"
    GENERATION = "generation", "辈分", "輩分", "generation name"
    HOUSEHOLD = "household", "某某家的", "某某家的", "household name"
    OTHER = "other", "别名", "別名", "other name"


class Gender(Term):
    """性别."""

    FEMALE = "female", "女", "女", "female"
    MALE = "male", "男", "男", "male"
    OTHER = "other", "其他", "其他", "other"


class Living(Term):
    """在世状态."""

    LIVING = "living", "在世", "在世", "living"
    DECEASED = "deceased", "已故", "已故", "deceased"
    UNKNOWN = "unknown", "不详", "不詳", "not known"


class Witness(Term):
    """见证类别: how a narrator knows what is told."""

    LIVED = "lived", "亲历", "親歷", "lived it"
    SAW = "saw", "亲见", "親見", "saw it"
    HEARD = "heard", "亲闻", "親聞", "heard it told"


class Topic(Term):
    """What sort of thing a puzzle is about; each has its own template of slots."""

    PLACE = "place", "地点", "地點", "place"
    PLOT = "plot", "宅基", "宅基", "house plot"
    OBJECT = "object", "老物件", "老物件", "old object"
    EVENT = "event", "大事", "大事", "event"
    PERSON = "person", "人物", "人物", "person"
    CUSTOM = "custom", "习俗", "習俗", "custom"
    CRAFT = "craft", "手艺", "手藝", "craft"


class Tie(Term):
    """How one piece of a puzzle stands to another."""

    CONFIRMS = "confirms", "印证", "印證", "confirms"
    ADDS = "adds", "补充", "補充", "adds to"
    CONTRADICTS = "contradicts", "矛盾", "矛盾", "contradicts"
    RETELLS = "retells", "转述自", "轉述自", "retells"
    SAME_THING = "same_thing", "同一物", "同一物", "is the same thing as"
    CONTINUES = "continues", "接着讲", "接著講", "continues"

    @property
    def is_mutual(self) -> bool:
        """Whether it says the same from either piece."""
        return self in (Tie.CONFIRMS, Tie.CONTRADICTS, Tie.SAME_THING)


class SlotState(Term):
    """How far a slot of a puzzle is filled. It is worked out, never typed."""

    EMPTY = "empty", "空缺", "空缺", "not told yet"
    ONE_VOICE = "one_voice", "一人说", "一人說", "told by one"
    SEVERAL_VOICES = "several_voices", "多人印证", "多人印證", "told by several"
    EVIDENCE = "evidence", "有物证", "有物證", "something to see"
    DISPUTED = "disputed", "说法不一", "說法不一", "told differently"


class TranscriptState(Term):
    """核对状态: how far the words have been checked."""

    MACHINE = "machine", "机器初稿", "機器初稿", "machine draft"
    PROOFREAD = "proofread", "校对", "校對", "proofread"
    CHECKED = "checked", "口述者已核对", "口述者已核對", "checked by the narrator"

    @property
    def is_draft(self) -> bool:
        """Whether no person has gone through the words."""
        return self is TranscriptState.MACHINE


class TimesState(Term):
    """时间：where the times of the words come from."""

    SET = "set", "已定", "已定", "set by hand"
    SUGGESTED = "suggested", "时间待核", "時間待核", "suggested by machine, not checked"

    @property
    def is_suggested(self) -> bool:
        """Whether nobody has listened whether they are right."""
        return self is TimesState.SUGGESTED


class Retention(Term):
    """保管期限."""

    PERMANENT = "permanent", "永久", "永久", "permanent"
    THIRTY = "30-years", "30年", "30年", "30 years"
    TEN = "10-years", "10年", "10年", "10 years"


class MediaType(Term):
    """媒体类型."""

    AUDIO = "audio", "录音", "錄音", "sound"
    VIDEO = "video", "录像", "錄像", "video"


class Completeness(Term):
    """完残程度."""

    WHOLE = "whole", "完整", "完整", "whole"
    NEARLY = "nearly", "基本完整", "基本完整", "nearly whole"
    DAMAGED = "damaged", "残缺", "殘缺", "damaged"
    BADLY = "badly", "严重残缺", "嚴重殘缺", "badly damaged"
    UNKNOWN = "unknown", "不详", "不詳", "not known"


class Condition(Term):
    """保存状态."""

    STABLE = "stable", "状态稳定，不需修复", "狀態穩定，不需修復", "stable, needs no repair"
    DECAYED = "decayed", "部分损腐，需要修复", "部分損腐，需要修復", "partly decayed, needs repair"
    URGENT = (
        "urgent",
        "腐蚀损毁严重，急需修复",
        "腐蝕損毀嚴重，急需修復",
        "badly decayed, needs repair urgently",
    )
    REPAIRED = "repaired", "已修复", "已修復", "repaired"


class Acquisition(Term):
    """来源方式."""

    BOUGHT = "bought", "征集购买", "徵集購買", "bought"
    DONATED = "donated", "接受捐赠", "接受捐贈", "donated"
    EXCHANGED = "exchanged", "依法交换", "依法交換", "exchanged"
    ALLOCATED = "allocated", "拨交", "撥交", "allocated"
    TRANSFERRED = "transferred", "移交", "移交", "transferred"
    OLD_HOLDING = "old-holding", "旧藏", "舊藏", "old holding"
    EXCAVATED = "excavated", "发掘", "發掘", "excavated"
    GATHERED = "gathered", "采集", "採集", "gathered"
    SELECTED = "selected", "拣选", "揀選", "selected"
    OTHER = "other", "其他", "其他", "other"
    UNKNOWN = "unknown", "不详", "不詳", "not known"


class Ownership(Term):
    """权属."""

    DONATED = "donated", "捐赠", "捐贈", "given to the museum"
    LOAN = "loan", "借展", "借展", "on loan"
    PHOTOGRAPHED = "photographed", "仅拍照归还", "僅拍照歸還", "photographed and given back"
    UNKNOWN = "unknown", "不详", "不詳", "not known"


class Touch(Term):
    """可否触摸."""

    YES = "yes", "可以摸", "可以摸", "may be touched"
    NO = "no", "请勿触摸", "請勿觸摸", "please do not touch"


class Grade(Term):
    """级别."""

    FIRST = "first", "一级", "一級", "first grade"
    SECOND = "second", "二级", "二級", "second grade"
    THIRD = "third", "三级", "三級", "third grade"
    GENERAL = "general", "一般", "一般", "general"
    UNGRADED = "ungraded", "未定级", "未定級", "not graded"


class DocumentType(Term):
    """村落文献类型."""

    GAZETTEER = "gazetteer", "村志", "村志", "village gazetteer"
    GENEALOGY = "genealogy", "族谱", "族譜", "genealogy"
    ACCOUNTS = "accounts", "账册", "賬冊", "account book"
    DEED = "deed", "契约", "契約", "deed"
    RULES = "rules", "村规民约", "村規民約", "village rules"
    NOTICE = "notice", "公告", "公告", "notice"
    LETTER = "letter", "书信", "書信", "letter"
    OTHER = "other", "其他", "其他", "other"


class Secrecy(Term):
    """密级. Only what is public can be published."""

    PUBLIC = "public", "公开", "公開", "public"
    INTERNAL = "internal", "内部", "內部", "internal"
    SECRET = "secret", "涉密", "涉密", "secret"


class PageText(Term):
    """Where the text of a page comes from."""

    TYPED = "typed", "人工录入", "人工錄入", "typed by hand"
    MACHINE = "machine", "机器识别", "機器識別", "read by machine"
    CHECKED = "checked", "机器识别，已核对", "機器識別，已核對", "read by machine, checked by hand"

    @property
    def is_unchecked(self) -> bool:
        """Whether nobody has compared it with the page."""
        return self is PageText.MACHINE


class PlaceType(Term):
    """地点类型."""

    HOUSE = "house", "老宅", "老宅", "house"
    BRIDGE = "bridge", "桥", "橋", "bridge"
    WELL = "well", "井", "井", "well"
    LANE = "lane", "弄堂", "弄堂", "lane"
    WATER = "water", "河港", "河港", "water"
    LANDING = "landing", "河埠头", "河埠頭", "landing"
    FIELD = "field", "田地", "田地", "field"
    HALL = "hall", "祠堂庙宇", "祠堂廟宇", "hall or temple"
    SCHOOL = "school", "学校", "學校", "school"
    SHOP = "shop", "店铺作坊", "店鋪作坊", "shop or workshop"
    GROUND = "ground", "场地", "場地", "open ground"
    TREE = "tree", "古树", "古樹", "old tree"
    OTHER = "other", "其他", "其他", "other"


class LandType(Term):
    """地貌: what is drawn on a sketch and has no record of its own."""

    WATER = "water", "水面", "水面", "water"
    CREEK = "creek", "河港", "河港", "creek"
    PADDY = "paddy", "水田", "水田", "paddy"
    MULBERRY = "mulberry", "桑地", "桑地", "mulberry"
    GROVE = "grove", "竹园树林", "竹園樹林", "grove"
    LANE = "lane", "弄堂", "弄堂", "lane"
    PATH = "path", "小路", "小路", "path"
    ROAD = "road", "公路", "公路", "road"
    DYKE = "dyke", "堤", "堤", "dyke"

    @property
    def is_surface(self) -> bool:
        """Whether its points are the corners of a surface, and not those of a line."""
        return self in (LandType.WATER, LandType.PADDY, LandType.MULBERRY, LandType.GROVE)


class PlaceState(Term):
    """现状."""

    STANDING = "standing", "还在", "還在", "still there"
    CHANGED = "changed", "已改建", "已改建", "rebuilt"
    GONE = "gone", "已不存", "已不存", "gone"
    UNDER_WATER = "under-water", "在水下", "在水下", "under water"
    UNKNOWN = "unknown", "不详", "不詳", "not known"

    @property
    def is_gone(self) -> bool:
        """Whether nothing of it is to be seen any more."""
        return self in (PlaceState.GONE, PlaceState.UNDER_WATER)
