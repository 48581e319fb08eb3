"""What is to be known of a thing, by what sort it is: the slots of puzzles that have no own ones.

A village may write other ones in ``content/vocabularies/slots.yml``.
"""

from collections.abc import Mapping
from types import MappingProxyType

from archive.model.puzzle import Slot
from archive.model.terms import Topic

_WANTED, _USUAL, _EXTRA = 3, 2, 1
"""How much a slot is wanted."""

_TABLE: Mapping[Topic, tuple[tuple[str, str, str, int], ...]] = {
    Topic.PLACE: (
        ("where", "在哪里", "这个地方在村里哪一头？挨着什么？", _WANTED),
        ("look", "啥样子", "那时候是啥样子？", _WANTED),
        ("people", "谁在那里", "平常是哪些人在那里？", _USUAL),
        ("built", "哪年造", "是哪一年造起来的？谁造的？", _USUAL),
        ("gone", "哪年拆", "是哪一年拆的、没的？", _USUAL),
        ("happened", "发生过啥", "那里发生过什么事，你还记得？", _WANTED),
        ("now", "现在是啥", "那个地方现在是什么？", _EXTRA),
    ),
    Topic.PLOT: (
        ("where", "在哪里", "这户人家的老宅在哪一头？左右邻居是谁家？", _WANTED),
        ("household", "谁家住", "这里住的是谁家？", _WANTED),
        ("look", "啥样子", "房子是啥样子？几间？门朝哪里开？", _USUAL),
        ("built", "哪年造", "房子是哪一年造的？", _USUAL),
        ("gone", "哪年拆", "房子是哪一年拆的？", _USUAL),
        ("happened", "发生过啥", "在这个屋里，最记得的是哪件事？", _WANTED),
        ("now", "现在是啥", "老宅那块地现在是什么？", _EXTRA),
    ),
    Topic.OBJECT: (
        ("name", "叫啥", "这样东西，村里话叫啥？", _WANTED),
        ("users", "谁用", "是谁家的？谁用过？", _WANTED),
        ("use", "怎么用", "是怎么用的？你做给我看看。", _WANTED),
        ("from", "哪年开始", "是从哪一年开始有的？", _USUAL),
        ("until", "哪年停用", "哪一年开始不用了？", _USUAL),
        ("kept", "放哪里", "不用的时候放在哪里？", _EXTRA),
        ("maker", "谁做的", "是谁做的？哪里买来的？", _USUAL),
        ("rhyme", "顺口溜", "有没有什么顺口溜、老话说到它？", _EXTRA),
        ("now", "现在在哪", "这样东西现在在哪里？", _USUAL),
    ),
    Topic.EVENT: (
        ("when", "哪年", "是哪一年的事？那年你几岁？", _WANTED),
        ("where", "在哪里", "事情出在哪里？", _USUAL),
        ("who", "谁在", "当时有哪些人在？", _WANTED),
        ("began", "怎么起的", "事情是怎么起头的？", _USUAL),
        ("passed", "怎么过的", "那几天是怎么过的？", _WANTED),
        ("after", "后来", "后来怎么样了？", _USUAL),
    ),
    Topic.PERSON: (
        ("called", "大家叫啥", "村里人平时怎么叫？", _USUAL),
        ("home", "住哪里", "那时候住在村里哪一头？", _USUAL),
        ("work", "做啥营生", "靠什么过日子？", _WANTED),
        ("skill", "拿手的", "最拿手的是什么？", _USUAL),
        ("did", "做过的事", "做过什么事，让大家记到现在？", _WANTED),
        ("said", "常说的话", "有什么话是常挂在嘴边的？", _EXTRA),
        ("remembered", "大家记得啥", "想起这个人，你先想起什么？", _WANTED),
    ),
    Topic.CUSTOM: (
        ("called", "叫啥", "这个规矩，村里话叫啥？", _USUAL),
        ("when", "啥时候做", "一年里、一辈子里啥时候做？", _WANTED),
        ("who", "谁来做", "由谁来做？谁要到场？", _USUAL),
        ("how", "怎么做", "从头到尾是怎么做的？", _WANTED),
        ("things", "要备啥", "要预备哪些东西、哪些吃的？", _USUAL),
        ("words", "说啥唱啥", "要说什么吉利话，唱什么？", _USUAL),
        ("why", "为啥这样", "老人说过为什么要这样吗？", _USUAL),
        ("until", "哪年不做了", "哪一年开始不做了？", _USUAL),
    ),
    Topic.CRAFT: (
        ("called", "叫啥", "这门手艺，村里话叫啥？", _USUAL),
        ("who", "谁会", "村里有谁会做？", _WANTED),
        ("learned", "跟谁学的", "是跟谁学的？学了几年？", _USUAL),
        ("tools", "用啥家什", "要用哪些家什？", _USUAL),
        ("how", "怎么做", "从头到尾是怎么做的？", _WANTED),
        ("words", "行话", "有什么行话、口诀？", _EXTRA),
        ("sold", "做给谁", "做好了给谁用、卖到哪里？", _USUAL),
        ("until", "哪年没了", "哪一年开始没人做了？", _USUAL),
        ("now", "现在谁还会", "现在还有谁会做？", _WANTED),
    ),
}  # fmt: skip

BUILT_IN: Mapping[Topic, tuple[Slot, ...]] = MappingProxyType(
    {
        topic: tuple(
            Slot(key=key, name=name, question=question, importance=importance)
            for key, name, question, importance in rows
        )
        for topic, rows in _TABLE.items()
    }
)
"""The slots of each sort of puzzle, where the village has written no others."""
