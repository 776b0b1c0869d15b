"""What is measured: our own work, and docxtpl doing the same with its own means."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "templates" / "council-report.docx"
FRONT = (
    "session", "session_dates", "group", "meeting", "agenda_item", "document", "symbol", "date", "original",
    "originator", "title", "website",
)  # fmt: skip
NUMBERED = '<w:pPr><w:pStyle w:val="Numbered2"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
"""The look of a numbered paragraph, which docxtpl's loop repeats as ours does."""
LOOP = "".join(
    f"<w:p>{NUMBERED}<w:r><w:t>{text}</w:t></w:r></w:p>"
    for text in ("{%p for line in lines %}", "{{ line }}", "{%p endfor %}")
)


def texts(count: int) -> list[str]:
    """Return the text of so many paragraphs."""
    return [
        f"The secretariat presented Document CWG-TEST-42/{i} and the group noted it with appreciation & thanks."
        for i in range(count)
    ]


def front() -> dict[str, str]:
    """Return some facts of a first page."""
    return dict.fromkeys(FRONT, "Council 2026")


# --- docxtpl --------------------------------------------------------------------------------------


def peer_template() -> bytes:
    """Return the report's template with docxtpl's own loop in the place of the body, its samples taken out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                xml = data.decode()
                start = xml.index("<w:p>", xml.index("{{p body }}") - 60)
                end = xml.index("<w:sectPr>")
                xml = xml[:start] + LOOP + xml[end:]
                xml = re.sub(r"\{\{p box \}\}", "{{ box }}", xml)
                data = xml.encode()
            out.writestr(name, data)
    return buffer.getvalue()


def peer(template: bytes, lines: list[str]) -> None:
    """Render the lines with docxtpl and save them."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO(template))
    document.render({"front": front(), "box": "Purpose", "lines": lines}, autoescape=True)
    document.save(io.BytesIO())


def peer_many(count: str) -> None:
    """Render so many paragraphs with docxtpl, in a process of its own."""
    peer(peer_template(), texts(int(count)))


def bare_script(folder: Path) -> tuple[Path, list[str]]:
    """Return a script that does with docxtpl what the build of council-2026 does, and its arguments."""
    from cwgdraft.drafting.report import draft_report
    from cwgdraft.records.catalogue import load_catalogue
    from cwgdraft.records.load import load_records
    from cwgdraft.workspace import Workspace

    workspace = Workspace(ROOT)
    records = load_records(workspace)
    plan = records.plans["council-2026"]
    report = draft_report(records, plan, plan.facts.meetings, load_catalogue(workspace, "en"))
    content = folder / "content.json"
    lines = list(report.draft.lines())
    content.write_text(json.dumps({"front": dict(report.draft.front), "box": "", "lines": lines}), encoding="utf-8")
    (folder / "peer.docx").write_bytes(peer_template())
    script = folder / "bare.py"
    script.write_text(
        "import json, sys\n"
        "from docxtpl import DocxTemplate\n"
        "context = json.load(open(sys.argv[1], encoding='utf-8'))\n"
        "document = DocxTemplate(sys.argv[2])\n"
        "document.render(context, autoescape=True)\n"
        "document.save(sys.argv[3])\n",
        encoding="utf-8",
    )
    return script, [str(content), str(folder / "peer.docx"), str(folder / "bare.docx")]


# --- cwgdraft -------------------------------------------------------------------------------------


def draft(count: int):  # type: ignore[no-untyped-def]
    """Return a draft of so many paragraphs, each with a link."""
    from cwgdraft.draft import Block, Draft, Kind, Run

    blocks = [
        Block(Kind.FRONT_LABEL, (Run("Purpose"),), origin="front:purpose/label"),
        Block(Kind.HEADING, (Run("Documents"),), 1, "1", "section:documents"),
    ]
    for i in range(count):
        link = f"https://www.itu.int/md/S25-TEST42-C-{i:04}/en"
        runs = (
            Run("The secretariat presented Document "),
            Run(f"CWG\u2011TEST\u201142/{i}", link=link),
            Run(" and the group noted it with appreciation & thanks."),
        )
        blocks.append(Block(Kind.NUMBERED, runs, 2, f"1.{i + 1}", f"42/documents~{i}"))
    blocks.append(Block(Kind.SIGNATURE_NAME, (Run("A B"),), origin="signature:name"))
    return Draft("bench", "council-report", "en", "council-report", front(), tuple(blocks))


def typeset(made) -> bytes:  # type: ignore[no-untyped-def]
    """Return a draft as a Word file, the template loaded anew."""
    from cwgdraft.typesetting.render import typeset as typeset_draft
    from cwgdraft.typesetting.template import load_template

    return typeset_draft(made, load_template(TEMPLATE))


def typeset_many(count: str) -> None:
    """Typeset so many paragraphs, in a process of its own."""
    typeset(draft(int(count)))


def workspace(folder: Path, count: int) -> Path:
    """Make a workspace whose one meeting has so many statements, each with a link; return its folder."""
    (folder / "records" / "meetings").mkdir(parents=True)
    (folder / "records" / "reports").mkdir()
    shutil.copytree(ROOT / "templates", folder / "templates")
    (folder / "records" / "group.yaml").write_text(
        "format: 1\nname: Test group\nacronym: CWG-TEST\nplans: {one: summary}\n"
        'documents: {symbol: "{group}-{meeting}/{number}", information: "{group}-{meeting}/INF/{number}", '
        'series: "TEST{meeting}", link: "https://www.itu.int/md/S{yy}-{series}-C-{number:04}/en"}\n',
        encoding="utf-8",
    )
    (folder / "records" / "reports" / "summary.yaml").write_text(
        "format: 1\nkind: meeting-summary\ntemplate: council-report\n", encoding="utf-8"
    )
    documents = "".join(f"  {i}: Title of the document\n" for i in range(1, 101))
    (folder / "records" / "meetings" / "42.yaml").write_text(
        f"format: 1\nnumber: 42\ndates: 2025-02-10/11\nchair: Ms A Example\ndocuments:\n{documents}", encoding="utf-8"
    )
    lines = [
        f"The secretariat presented Document [CWG-TEST-42/{i}](https://www.itu.int/md/S25-TEST42-C-{i:04}/en) "
        "and the group noted it with appreciation & thanks.\n"
        for i in range(count)
    ]
    (folder / "records" / "meetings" / "42.md").write_text("## Documents {#documents}\n\n" + "\n".join(lines), "utf-8")
    return folder


def from_records(folder: str | Path) -> None:
    """Load the records of a workspace, draft its one meeting and typeset it."""
    from cwgdraft.drafting.report import draft_report
    from cwgdraft.jobs.targets import load_targets
    from cwgdraft.records.catalogue import load_catalogue
    from cwgdraft.typesetting.render import typeset as typeset_draft
    from cwgdraft.typesetting.template import load_template
    from cwgdraft.workspace import Workspace

    place = Workspace(Path(folder))
    records, (target,) = load_targets(place, ["42"])
    template = load_template(TEMPLATE)
    catalogue = load_catalogue(place, "en")
    report = draft_report(records, target.plan, target.meetings, catalogue, labelling=template.labelling)
    typeset_draft(report.draft, template, report.data)


def peak_memory() -> int:
    """Return the peak memory of this process in kB; `ru_maxrss` would count what the parent had used before."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


# --- templates ------------------------------------------------------------------------------------


def check(path: Path) -> None:
    """Check a template in the workspace, without filling it."""
    from cwgdraft.jobs.templates.check import CheckOptions, check_template
    from cwgdraft.workspace import Workspace

    check_template(path, Workspace(ROOT), CheckOptions())


def render(path: Path) -> None:
    """Fill the same template with docxtpl and save it; what stands for the blocks is empty."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(path)
    document.render({"front": front(), "body": "", "box": "", "signature": ""}, autoescape=True)
    document.save(io.BytesIO())
