"""What the commands say that let a machine read and listen."""

from __future__ import annotations

from archive.cli.sentences import S, Sentence

__all__ = ["Sentence"]

FOLDER = S("档案文件夹；不写就是当前文件夹", "the archive's folder; by default the current one")
JOBS = S("同时做几份；不写就是电脑有几个核", "how many at once; by default one a core")
MACHINE_JSON = S("结果写成 JSON，给别的程序用", "print the result as JSON, for other programs")

# --- pintu read

READ = S(
    "让机器认出文献扫描件上的字：简体、繁体、横排、直排、账册都行。"
    "认出来的字写在记录旁边的 .scan.txt 里，注明“机器识别，未核对”；网页上点一行字，"
    "扫描件上就圈出这一行。你录入过的文字不会动，只在扫描件上找到它的位置。\n\n"
    '可以随时停下，下次接着认。需要先装：pip install "pintu[ocr]"。',
    "Have a machine read the writing on scans of village papers: simplified and traditional, in "
    "rows and in columns, ledgers too. What it reads goes into a .scan.txt beside the record, "
    "marked as not checked; on the page, a line that is tapped is outlined on the scan. What you "
    "typed stays as it is and is only found on the scan.\n\n"
    'It can be stopped at any time and goes on from there. Needs: pip install "pintu[ocr]".',
)
READ_DOCUMENTS = S(
    "哪几份文献：题名、档号或编号；不写就是全部",
    "which papers: title, number or id; by default all of them",
)
READ_AGAIN = S(
    "认过、还没有核对的页再认一遍；核对过的不动",
    "read pages again that were read but not checked; checked ones stay",
)
NO_PAGE_READER = S(
    '认字的部件没有装。请运行：pip install "pintu[ocr]"',
    'What reads scans is not installed. Run: pip install "pintu[ocr]"',
)
NOTHING_TO_READ = S(
    "没有要认的页：都认过了。要重认，加 --again。",
    "No page is left to be read. To read them again, add --again.",
)
STEP_SCANS = S("准备扫描件", "Preparing scans")
STEP_READING_SCANS = S("认字", "Reading scans")
READ_PAGE_FAILED = S("{file} 没有认成：{reason}", "{file} was not read: {reason}")
READ_DONE = S(
    "认了 {pages} 页、{lines} 行，其中 {unsure} 行机器没有把握。",
    "Read {pages} pages with {lines} lines, {unsure} of them with doubt.",
)
READ_FILE = S("写在 {path}", "written to {path}")
READ_NEXT = S(
    "请对着扫描件核对：改错字，再把“未核对”改成“已核对”。",
    "Compare it with the scan: mend what is wrong, then write in the head of the page that it is "
    "checked, as the first line of the file says.",
)
READ_DIFFERS = S(
    "{title}，{page}：扫描件上有、录入的文字里没有：",
    "{title}, {page}: on the scan, but not in the text that was typed:",
)
READ_MORE = S("……还有 {count} 行", "… and {count} more lines")
SCANS_UNREADABLE = S(
    "{path} 读不出来，没有动它。请先改好，或者移开。",
    "{path} cannot be read and was left alone. Mend it, or move it away.",
)
PAGE_NUMBER = S("第 {number} 页", "page {number}")

# --- pintu align, pintu listen

ALIGN = S(
    "给没有时间的文字稿配上时间：按录音里的停顿和每段的字数，一段一段找到它在录音里的位置。"
    "配好的时间是机器推算的，记录里写明“时间待核”；有不公开的话时，时间没有核对以前录音不放出来。\n\n"
    "有语音识别的模型就更准：--models 模型文件夹。原来的文字稿留在 transcript.untimed.md。",
    "Give times to a transcript that has none: by the pauses of its recording and the length of "
    "each passage. The times are suggestions, and the record says so; where something must be "
    "silent, the recording is not published before they are checked.\n\n"
    "With a model of a speech recogniser it is more exact: --models FOLDER. The transcript as it "
    "was stays in transcript.untimed.md.",
)
LISTEN = S(
    "让机器听录音，写一份文字初稿。初稿注明“机器初稿”，不知道是谁在说，"
    "写好说话人以前，字和录音都不公开。"
    "人写的文字稿从不改动。很长的录音可以随时停下，下次接着听。\n\n"
    '需要先装：pip install "pintu[speech]"，并自备模型文件夹（faster-whisper 或 sherpa-onnx）。',
    "Have a machine listen to recordings and write a draft. It is marked as a draft, does not know "
    "who speaks; until the speakers are written in, neither words nor sound are published. What a "
    "person wrote is never touched. Long recordings can be stopped and gone on with.\n\n"
    'Needs: pip install "pintu[speech]", and a folder with a model for faster-whisper or '
    "sherpa-onnx, which you bring.",
)
INTERVIEWS = S(
    "哪几次口述：题名、档号或编号；不写就是全部",
    "which interviews: title, number or id; by default all of them",
)
MODELS = S("语音识别模型的文件夹", "the folder with the model of a speech recogniser")
LISTEN_AGAIN = S(
    "机器初稿再听一遍重写；人改过状态的不动",
    "write drafts by a machine anew; others stay",
)
WHICH_MODEL = S(
    "请用 --models 写明模型在哪个文件夹。",
    "Say with --models which folder holds the model.",
)
NO_MODEL = S(
    "{folder} 里没有认得的模型。里面有：{found}\n认得的模型和它要的文件：\n{wanted}",
    "{folder} holds no model that is known. In it: {found}\nModels that are known, and the files "
    "each needs:\n{wanted}",
)
NO_LISTENER = S(
    '这个模型要用的部件没有装：{package}。请运行：pip install "pintu[speech]"',
    'What this model needs is not installed: {package}. Run: pip install "pintu[speech]"',
)
MODEL_BROKEN = S(
    "模型 {model} 打不开：{reason}",
    "The model {model} cannot be opened: {reason}",
)
STEP_LISTENING = S("听录音", "Listening")
NOTHING_TO_ALIGN = S(
    "{title}：没有要配时间的文字稿（没有文字稿，或者已有时间，或者另有公开稿）。",
    "{title}: no transcript waits for times (none, or it has times, or there is a public one).",
)
ALL_TIMED = S("没有要配时间的文字稿。", "No transcript waits for times.")
HELD_BY_TIMES = S(
    "《{title}》：{count} 句原来就写着时间，照着对，别的往中间排。",
    "{title}: {count} lines have a time that somebody wrote; they are held there, and the others "
    "placed between.",
)
ALIGNED = S("{title}：{lines} 段配好了时间。", "{title}: {lines} passages have times.")
ALIGN_NEXT = S(
    "请听几处核对。时间都对了，把记录里的 times: 时间待核 改成 已定。",
    "Listen in some places. When the times are right, set times in the record to: set.",
)
ALL_WRITTEN = S(
    "没有要听的录音：都有文字稿了。",
    "No recording waits: all have a transcript.",
)
HAS_TRANSCRIPT = S(
    "{title}：已有文字稿，没有动它。机器初稿要重写，加 --again。",
    "{title}: it has a transcript, which was left alone. To write a machine’s draft anew, add "
    "--again.",
)
HEARD_NOTHING = S("{title}：没有听出话来。", "{title}: no words were heard.")
DRAFTED = S(
    "{title}：{lines} 段初稿，写在 {path}", "{title}: a draft of {lines} passages in {path}"
)
DRAFT_NEXT = S(
    "请边听边改，把“讲者待定”换成说话人的名字，再把 transcript_state 改成 校对。",
    "Listen and mend it, put the names of the speakers in, then set transcript_state to proofread.",
)
DOUBTFUL = S(
    "有 {count} 段多半是机器编出来的，已标【存疑】：",
    "{count} passages were probably made up, and are marked as uncertain:",
)
DOUBT_LOOP = S("同样的话重复个不停", "the same words over and over")
DOUBT_SILENCE = S("那里没有人说话", "nobody speaks there")
DOUBT_FAST = S("说得快得不像人", "faster than anybody speaks")
NOT_HEARD = S("{title}：{file} 听不了（{code}）", "{title}: {file} cannot be heard ({code})")
